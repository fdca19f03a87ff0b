import {inspectEmbedded} from '../inspect-embedded.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto} from '../key-path.js'
import {looksRandom} from '../values.js'
import {entriesOf, type Node, type Scalar} from '../walk/node.js'

/**
 * The `data` of a Secret's template in a SealedSecret or ExternalSecret. Texts around the values are its purpose, so a
 * literal is only told of (low) unless its key or its form says that it is a secret.
 */
export function inspectTemplateData(inspection: Inspection, data: Node | undefined, step: Step): void {
  for (const {key, value} of entriesOf(data)) {
    if (value.type === 'scalar') inspectLiteral(inspection, value, stepInto(step, key), key)
  }
  inspection.leaveAlone(data)
}

function inspectLiteral(inspection: Inspection, leaf: Scalar, step: Step, key: string): void {
  if (inspection.reportNamed(key, leaf, step)) return
  if (leaf.value.includes('\n')) {
    if (inspection.scan.hasCredentials(leaf.text, leaf.start, leaf.end)) inspectEmbedded(inspection, leaf, step, key)
  } else {
    inspection.reportLiteral(leaf, step, looksRandom(leaf.value) ? 'high' : 'low')
  }
}
