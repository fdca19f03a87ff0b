import {ranks} from '../detection.js'
import {definePolicy, groupOf} from '../document.js'
import {stepInto} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import {descend} from '../walk/node.js'

const ADDRESSES = ['url', 'endpoint', 'image']

export default definePolicy({
  id: 'flux-source',
  rule: {
    id: 'flux-source-password',
    title: 'login in the address of a Flux source',
    remediation: 'put user and password into the Secret that secretRef names and take them out of the address',
    documentation: 'https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference',
  },
  kinds: ['GitRepository', 'HelmRepository', 'OCIRepository', 'Bucket', 'ImageRepository'],
  needsAll: true,
  applies: document => groupOf(document).endsWith('.toolkit.fluxcd.io'),
  inspect(inspection) {
    const step = stepInto(inspection.origin, 'spec')
    for (const field of ADDRESSES) {
      const leaf = descend(inspection.document.root, 'spec', field)
      if (leaf?.type === 'scalar') inspection.reportAddress(leaf, stepInto(step, field), {rank: ranks.exact, key: 'password'})
    }
  },
  commands: newSecret,
})
