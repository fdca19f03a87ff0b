import {ranks} from '../detection.js'
import {definePolicy} from '../document.js'
import {stepInto, stepToItem} from '../key-path.js'
import {judgeKey} from '../keys.js'
import {newSecret} from '../next-steps.js'
import {child, entriesOf, itemsOf, type Node, textAt} from '../walk/node.js'

const ARGUMENT = /\{\{\s{0,9}args\.([\w.-]{1,100})\s{0,9}\}\}/g

export default definePolicy({
  id: 'analysis-template',
  rule: {
    id: 'analysis-credential',
    title: 'credential in an analysis',
    remediation: 'take the value by args[].valueFrom.secretKeyRef, in the namespace of the Rollout',
    documentation: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#web-metrics',
  },
  kinds: ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun'],
  needsAll: true,
  inspect(inspection) {
    const spec = child(inspection.document.root, 'spec')
    const secret = new Set<string>()
    collectSecretArguments(child(spec, 'metrics'), '', secret)
    const step = stepInto(stepInto(inspection.origin, 'spec'), 'args')
    itemsOf(child(spec, 'args')).forEach((argument, index) => {
      const value = child(argument, 'value')
      if (value?.type !== 'scalar' || !secret.has(textAt(argument, 'name') ?? '')) return
      inspection.reportLiteral(value, stepInto(stepToItem(step, index, argument), 'value'), 'high', {rank: ranks.exact, key: 'value'})
      inspection.leaveAlone(value)
    })
  },
  commands: newSecret,
})

/** Names of the arguments that go where a credential goes: into an Authorization header, a password, a client secret. */
function collectSecretArguments(node: Node | undefined, key: string, found: Set<string>): void {
  if (node?.type === 'scalar') {
    if (judgeKey(key) === undefined) return
    for (const [, name = ''] of node.value.slice(0, 4096).matchAll(ARGUMENT)) found.add(name)
  } else if (node?.type === 'sequence') {
    for (const item of node.items) collectSecretArguments(item, key, found)
  } else {
    const name = textAt(node, 'key') ?? textAt(node, 'name')
    for (const entry of entriesOf(node)) collectSecretArguments(entry.value, entry.key === 'value' && name ? name : entry.key, found)
  }
}
