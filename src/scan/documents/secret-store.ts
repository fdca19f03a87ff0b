import {ranks} from '../detection.js'
import {definePolicy, groupOf} from '../document.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto, stepToItem} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import {child, descend, entriesOf, itemsOf, type Node} from '../walk/node.js'

export default definePolicy({
  id: 'secret-store',
  rule: {
    id: 'secret-store-literal',
    title: 'store with a plain value',
    remediation: 'keep the value in a Secret that the store refers to; the fake provider is for tests only',
    documentation: 'https://external-secrets.io/latest/provider/fake/',
  },
  kinds: ['SecretStore', 'ClusterSecretStore', 'Fake', 'Webhook'],
  needsAll: true,
  applies: document => groupOf(document).endsWith('external-secrets.io'),
  inspect(inspection) {
    const {root, kind} = inspection.document
    const step = stepInto(inspection.origin, 'spec')
    const fake = descend(root, 'spec', 'provider', 'fake', 'data')
    const toFake = ['provider', 'fake', 'data'].reduce(stepInto, step)
    itemsOf(fake).forEach((item, index) => {
      const at = stepToItem(toFake, index, item)
      reportValue(inspection, child(item, 'value'), stepInto(at, 'value'))
      reportEach(inspection, child(item, 'valueMap'), stepInto(at, 'valueMap'))
    })
    inspection.leaveAlone(fake)
    if (kind === 'Fake') reportEach(inspection, descend(root, 'spec', 'data'), stepInto(step, 'data'))
  },
  commands: newSecret,
})

function reportEach(inspection: Inspection, map: Node | undefined, step: Step): void {
  for (const {key, value} of entriesOf(map)) reportValue(inspection, value, stepInto(step, key))
  inspection.leaveAlone(map)
}

function reportValue(inspection: Inspection, value: Node | undefined, step: Step): void {
  if (value?.type === 'scalar') inspection.reportLiteral(value, step, 'high', {rank: ranks.place})
}
