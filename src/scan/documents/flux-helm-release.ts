import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'
import {descend} from '../walk/node.js'

export default definePolicy({
  id: 'flux-helm-release',
  rule: {
    id: 'helm-release-credential',
    title: 'credential in a HelmRelease',
    remediation: 'put the value into a Secret and take it by valuesFrom, or let the chart refer to the Secret',
    documentation: 'https://fluxcd.io/flux/components/helm/helmreleases/#values-references',
  },
  kinds: ['HelmRelease'],
  inspect(inspection) {
    inspection.leaveAlone(descend(inspection.document.root, 'spec', 'valuesFrom'))
  },
  commands: newSecret,
})
