import {definePolicy, groupOf} from '../document.js'
import {newSecret} from '../next-steps.js'

export default definePolicy({
  id: 'argocd-application',
  rule: {
    id: 'argocd-application-credential',
    title: 'credential in an Argo CD Application',
    remediation:
      'put the value into a Secret and let the chart refer to it; Argo CD shows parameters and values to everybody who sees the application',
  },
  kinds: ['Application', 'ApplicationSet'],
  applies: document => groupOf(document) === 'argoproj.io',
  commands: newSecret,
})
