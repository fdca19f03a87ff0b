import {definePolicy, groupOf} from '../document.js'
import {newSecret} from '../next-steps.js'
import {descend} from '../walk/node.js'

export default definePolicy({
  id: 'flux-kustomization',
  rule: {
    id: 'flux-substitute-credential',
    title: 'credential in a Flux Kustomization',
    remediation: 'put the value into a Secret and take it by postBuild.substituteFrom',
    documentation: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution',
  },
  kinds: ['Kustomization'],
  applies: document => groupOf(document) === 'kustomize.toolkit.fluxcd.io',
  inspect(inspection) {
    const {root} = inspection.document
    inspection.leaveAlone(descend(root, 'spec', 'postBuild', 'substituteFrom'), descend(root, 'spec', 'decryption'))
  },
  commands: newSecret,
})
