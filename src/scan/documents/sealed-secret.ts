import {definePolicy} from '../document.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto} from '../key-path.js'
import {setInPlace} from '../next-steps.js'
import {classifyValue, isSealed} from '../values.js'
import {child, descend, entriesOf, type Scalar} from '../walk/node.js'
import {inspectTemplateData} from './template-data.js'

/** Begins as an envelope does, but was shortened: an ellipsis in an example, a bad paste. */
const TRUNCATED = /^(?:AQ|Ag|AY|BA)[A-Za-z0-9+/.…\xe2\x80\xa6-]*={0,2}(?:\.{2,3})?$/

export default definePolicy({
  id: 'sealed-secret',
  rule: {
    id: 'sealed-secret-plaintext',
    title: 'SealedSecret with a plain value',
    remediation: 'seal the value into encryptedData; the template is not encrypted',
    documentation: 'https://github.com/bitnami-labs/sealed-secrets#sealedsecrets-as-templates-for-secrets',
  },
  kinds: ['SealedSecret'],
  needsAll: true,
  inspect(inspection) {
    const {root} = inspection.document
    const spec = child(root, 'spec')
    const step = stepInto(inspection.origin, 'spec')
    const encrypted = child(spec, 'encryptedData')
    for (const {key, value} of entriesOf(encrypted)) {
      if (value.type === 'scalar') inspectCiphertext(inspection, value, stepInto(stepInto(step, 'encryptedData'), key))
    }
    for (const field of ['data', 'stringData']) {
      inspectTemplateData(inspection, descend(spec, 'template', field), stepInto(stepInto(step, 'template'), field))
    }
    // `spec.data` is the deprecated form: one ciphertext for all
    inspection.leaveAlone(encrypted, child(spec, 'data'))
  },
  commands: setInPlace,
})

function inspectCiphertext(inspection: Inspection, leaf: Scalar, step: Step): void {
  const value = leaf.value.replace(/\s+/g, '')
  if (isSealed(value) || classifyValue(value) === 'reference') return
  if (TRUNCATED.test(value) && value.length > 8) inspection.report('info', leaf, step)
  else inspection.reportLiteral(leaf, step)
}
