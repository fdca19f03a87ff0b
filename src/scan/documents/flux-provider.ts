import {ranks} from '../detection.js'
import {definePolicy, groupOf} from '../document.js'
import {stepInto} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import {descend} from '../walk/node.js'

export default definePolicy({
  id: 'flux-provider',
  rule: {
    id: 'flux-provider-address',
    title: 'address of a webhook, which is its password',
    remediation: 'put the address into the Secret that secretRef names, under the key address, and have the webhook made anew',
    documentation: 'https://fluxcd.io/flux/components/notification/providers/#address-example',
  },
  kinds: ['Provider'],
  needsAll: true,
  applies: document => groupOf(document) === 'notification.toolkit.fluxcd.io',
  inspect(inspection) {
    const step = stepInto(inspection.origin, 'spec')
    for (const field of ['address', 'proxy']) {
      const leaf = descend(inspection.document.root, 'spec', field)
      if (leaf?.type !== 'scalar') continue
      inspection.reportAs('webhook', leaf, stepInto(step, field), {rank: ranks.exact})
      inspection.leaveAlone(leaf)
    }
  },
  commands: newSecret,
})
