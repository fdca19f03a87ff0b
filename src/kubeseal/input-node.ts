import {GsecError} from '../errors.js'
import {compareCodePoints} from '../manifest/compare-keys.js'
import type {ManifestNode} from '../manifest/node.js'

/** A value of the input as JSON sees it. */
export type InputNode =
  | {type: 'null'}
  | {type: 'bool' | 'string'; text: string}
  /** `coerced` is what a string field makes of it, where that is another text: YAML has fewer digits there. */
  | {type: 'number'; text: string; coerced?: string}
  | {type: 'array'; items: readonly InputNode[]}
  | {type: 'object'; entries: readonly (readonly [key: string, value: InputNode])[]}

/** More values than any manifest holds: what a few lines of nested aliases can blow up to. */
const MAX_NODES = 200_000

/**
 * A YAML document as kubeseal hands it on to its JSON decoder: of equal keys the last, in the order of their bytes.
 * @throws GsecError MANIFEST_INVALID when aliases multiply it beyond 200,000 values
 */
export function inputOf(node: ManifestNode): InputNode {
  return convert(node, {left: MAX_NODES})
}

function convert(node: ManifestNode, budget: {left: number}): InputNode {
  if (budget.left-- <= 0) throw new GsecError('MANIFEST_INVALID', 'aliases multiply this document beyond any use')
  if (node.kind === 'list') return {type: 'array', items: node.items.map(item => convert(item, budget))}
  if (node.kind === 'map') {
    const entries = new Map(node.entries.map(({key, value}) => [key.text, convert(value, budget)]))
    return {type: 'object', entries: [...entries].sort(([a], [b]) => compareCodePoints(a, b))}
  }
  if (node.value === null) return {type: 'null'}
  if (typeof node.value === 'string') return {type: 'string', text: node.text}
  return typeof node.value === 'boolean' ? {type: 'bool', text: node.text} : {type: 'number', text: String(node.value), coerced: node.text}
}
