import {GsecError} from '../errors.js'
import type {ManifestNode} from './node.js'

import type {PlainValue} from './value.js'

/** More values than any manifest holds: what a few lines of nested aliases can blow up to. */
const MAX_NODES = 200_000

/**
 * Copies a node and everything below it without places. Of duplicate keys the last one counts.
 * @throws GsecError MANIFEST_INVALID when aliases multiply it beyond 200,000 values
 */
export function plainValueOf(node: ManifestNode): PlainValue {
  const budget = {left: MAX_NODES}
  return copy(node, budget)
}

/** False where aliases multiply the values below a node beyond what `plainValueOf` copies. */
export function isWithinBounds(node: ManifestNode): boolean {
  const pending = [node]
  let left = MAX_NODES
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (left-- <= 0) return false
    if (next.kind === 'list') for (const item of next.items) pending.push(item)
    else if (next.kind === 'map') for (const {value} of next.entries) pending.push(value)
  }
  return true
}

function copy(node: ManifestNode, budget: {left: number}): PlainValue {
  if (budget.left-- <= 0) throw new GsecError('MANIFEST_INVALID', 'aliases multiply this document beyond any use')
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(item => copy(item, budget))
  return new Map(node.entries.map(({key, value}) => [key.text, copy(value, budget)]))
}
