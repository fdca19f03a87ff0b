import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

/** A Kubernetes object of a kind that no other policy knows. */
export default definePolicy({
  id: 'manifest',
  rule: {
    id: 'manifest-credential',
    title: 'credential in a manifest',
    remediation: 'put the value into a Secret and refer to it by the fields that the kind has for that',
  },
  applies: ({kind, apiVersion}) => kind !== '' && apiVersion !== '',
  commands: newSecret,
})
