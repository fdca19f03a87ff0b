import type {ManifestNode, MapEntry, MapNode} from '../node.js'
import {columnOf, lineStart} from './text-edit.js'

/** Indentation where a file shows none of its own: what kubectl and kubeseal write. */
const DEFAULT_UNIT = 2

/** True for a map or list in braces or brackets. */
export function isFlow(text: string, node: ManifestNode): boolean {
  return node.kind !== 'scalar' && /[{[]/.test(text[node.start] ?? '')
}

/** True where `*name` stands for a value that is written elsewhere. */
export function isAlias(text: string, node: ManifestNode): boolean {
  return text[node.start] === '*'
}

/** The entries that stand in the map itself; those of a merge key (<<) stand elsewhere. */
export function ownEntries(map: MapNode): MapEntry[] {
  return map.entries.filter(({key}) => key.start >= map.start && key.start < map.end)
}

/** Where a value's own text ends, without the blank lines and comments behind a block. */
export function contentEnd(text: string, node: ManifestNode): number {
  if (node.kind === 'scalar' || isFlow(text, node) || isAlias(text, node)) return node.end
  const children = node.kind === 'map' ? ownEntries(node).map(({value}) => value) : node.items
  return Math.max(node.start, ...children.map(child => contentEnd(text, child)))
}

/** By how many spaces the maps of an object stand deeper than their keys; a map's own neighbours count first. */
export function indentUnit(text: string, map: MapNode, object: MapNode): number {
  return unitBelow(text, map) ?? unitBelow(text, object) ?? DEFAULT_UNIT
}

function unitBelow(text: string, map: MapNode): number | undefined {
  for (const {key, value} of ownEntries(map)) {
    if (value.kind !== 'map' || isFlow(text, value) || isAlias(text, value)) continue
    const [first] = ownEntries(value)
    const unit = first && columnOf(text, first.key.start) - columnOf(text, key.start)
    if (unit !== undefined && unit > 0) return unit
    const deeper = unitBelow(text, value)
    if (deeper !== undefined) return deeper
  }
  return undefined
}

/**
 * The column of the entries of a block map; undefined where something stands before the key that is neither
 * indentation, the dashes of a list, `?`, an anchor nor a tag.
 */
export function blockColumn(text: string, entry: MapEntry): number | undefined {
  const before = text.slice(lineStart(text, entry.key.start), entry.key.start)
  return /^((?: |- )*)(?:\? +)?(?:[&!]\S* +)*$/.exec(before)?.[1]?.length
}

/** Where a value may be written behind its key: after the colon, an anchor and a tag. Undefined without a colon. */
export function valueSlot(text: string, {key}: MapEntry): number | undefined {
  const colon = /\s*:(?:[ \t]+[&!][^\s,[\]{}]*)*/y
  colon.lastIndex = key.end
  const match = colon.exec(text)
  return match ? key.end + match[0].length : undefined
}
