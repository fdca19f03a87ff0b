import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'config-map',
  rule: {
    id: 'config-map-credential',
    title: 'credential in a ConfigMap',
    remediation:
      'move the value into a Secret and let the application read it from there; a ConfigMap is shown to everybody who may read the namespace',
  },
  kinds: ['ConfigMap'],
  commands: newSecret,
})
