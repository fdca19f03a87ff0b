import type {ManifestNode, ScalarNode} from '../../manifest/node.js'
import type {EsoObject, Report} from '../eso-object.js'
import {entriesOf, itemsOf, type Spot} from '../spot.js'

/** Keys that stand twice in a map, of which kubectl takes the last, and keys that YAML 1.1 reads as another text. */
export function checkKeys(object: EsoObject, report: Report): void {
  walk(object.root, object.file.text, report)
}

function walk(spot: Spot, text: string, report: Report): void {
  const seen = new Set<string>()
  for (const {name, key, at} of entriesOf(spot)) {
    if (seen.has(name))
      report('eso-repeated-field', at, `${at.path} stands here for the second time: kubectl takes the last one, others refuse the file`, {
        at: key,
      })
    else if (isRenamed(key, text)) report('eso-renamed-key', at, `${at.path}: YAML 1.1 makes this name of what stands there`, {at: key})
    seen.add(name)
    if (!isScalar(at.node)) walk(at, text, report)
  }
  for (const item of itemsOf(spot)) if (!isScalar(item.node)) walk(item, text, report)
}

const isScalar = (node: ManifestNode | undefined) => node === undefined || node.kind === 'scalar'

const isRenamed = (key: ScalarNode, text: string) => typeof key.value !== 'string' && text.slice(key.start, key.end) !== key.text
