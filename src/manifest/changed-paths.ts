import type {ManifestNode, MapNode} from './node.js'
import {entryOf, isNull} from './node.js'

/** More differences than anybody asks for; aliases could multiply them without end. */
const MAX_PATHS = 10_000

/**
 * Where two values differ, as the keys and indexes that lead there. Of duplicate keys the last one counts; null and a
 * map without entries are the same to Kubernetes, and are here.
 */
export function changedPaths(before: ManifestNode | undefined, after: ManifestNode | undefined): string[][] {
  const found: string[][] = []
  compare(before, after, [], found, new Map())
  return found
}

/** The collections that were found to be the same: an alias brings them again. */
type Same = Map<object, Set<object>>

function compare(before: ManifestNode | undefined, after: ManifestNode | undefined, path: string[], found: string[][], same: Same): void {
  if (found.length >= MAX_PATHS) return
  const maps = bothAsMaps(before, after)
  if (maps) compareMaps(...maps, path, found, same)
  else if (before?.kind === 'list' && after?.kind === 'list') compareLists(before.items, after.items, path, found, same)
  else if (!isSameScalar(before, after) && !(isNothing(before) && isNothing(after))) found.push(path)
}

function isSameScalar(before: ManifestNode | undefined, after: ManifestNode | undefined): boolean {
  return before?.kind === 'scalar' && after?.kind === 'scalar' && Object.is(before.value, after.value) && before.text === after.text
}

function compareMaps(before: MapNode, after: MapNode, path: string[], found: string[][], same: Same): void {
  if (same.get(before.entries)?.has(after.entries)) return
  const already = found.length
  for (const key of new Set([...before.entries, ...after.entries].map(entry => entry.key.text))) {
    compare(entryOf(before, key)?.value, entryOf(after, key)?.value, [...path, key], found, same)
  }
  if (found.length === already) remember(same, before.entries, after.entries)
}

function compareLists(
  before: readonly ManifestNode[],
  after: readonly ManifestNode[],
  path: string[],
  found: string[][],
  same: Same,
): void {
  if (same.get(before)?.has(after)) return
  const already = found.length
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    compare(before[index], after[index], [...path, String(index)], found, same)
  }
  if (found.length === already) remember(same, before, after)
}

function remember(same: Same, before: object, after: object): void {
  same.set(before, (same.get(before) ?? new Set()).add(after))
}

/** Two maps, or one and nothing in the place of the other. */
function bothAsMaps(before: ManifestNode | undefined, after: ManifestNode | undefined): [MapNode, MapNode] | undefined {
  if (before?.kind === 'map' && (after?.kind === 'map' || isNothing(after))) return [before, after?.kind === 'map' ? after : EMPTY]
  return after?.kind === 'map' && isNothing(before) ? [EMPTY, after] : undefined
}

const EMPTY: MapNode = {kind: 'map', entries: [], start: 0, end: 0}

function isNothing(node: ManifestNode | undefined): boolean {
  return node === undefined || isNull(node) || (node.kind === 'map' && node.entries.length === 0)
}
