import {definePolicy} from '../document.js'
import {inspectEmbedded} from '../inspect-embedded.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto, stepToItem} from '../key-path.js'
import {newSecret} from '../next-steps.js'
import {child, descend, itemsOf, type Node} from '../walk/node.js'
import {inspectTemplateData} from './template-data.js'

/** Fields that name things in a store or in the cluster. */
const REFERENCES = ['data', 'dataFrom', 'dataTo', 'secretStoreRef', 'secretStoreRefs', 'selector']

export default definePolicy({
  id: 'external-secret',
  rule: {
    id: 'external-secret-literal',
    title: 'ExternalSecret with a plain value',
    remediation: 'put the value into the store and take it from there by remoteRef; the template stands in git as it is',
    documentation: 'https://external-secrets.io/latest/guides/templating/',
  },
  kinds: ['ExternalSecret', 'ClusterExternalSecret', 'PushSecret', 'ClusterPushSecret'],
  needsAll: true,
  inspect(inspection) {
    const {root} = inspection.document
    const top = child(root, 'spec')
    const step = stepInto(inspection.origin, 'spec')
    inspectSpec(inspection, top, step)
    for (const inner of ['externalSecretSpec', 'pushSecretSpec']) inspectSpec(inspection, child(top, inner), stepInto(step, inner))
  },
  commands: newSecret,
})

function inspectSpec(inspection: Inspection, spec: Node | undefined, step: Step): void {
  for (const field of REFERENCES) inspection.leaveAlone(child(spec, field))
  inspectTemplate(inspection, descend(spec, 'target', 'template'), stepInto(stepInto(step, 'target'), 'template'))
  inspectTemplate(inspection, child(spec, 'template'), stepInto(step, 'template'))
}

function inspectTemplate(inspection: Inspection, template: Node | undefined, step: Step): void {
  inspectTemplateData(inspection, child(template, 'data'), stepInto(step, 'data'))
  const sources = child(template, 'templateFrom')
  itemsOf(sources).forEach((source, index) => {
    const literal = child(source, 'literal')
    const to = stepInto(stepToItem(stepInto(step, 'templateFrom'), index, source), 'literal')
    if (literal?.type === 'scalar') inspectEmbedded(inspection, literal, to, 'literal')
  })
  inspection.leaveAlone(sources)
}
