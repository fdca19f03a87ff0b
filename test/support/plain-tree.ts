import {readable} from '../../src/scan/text.js'
import type {Node} from '../../src/scan/walk/node.js'

/** A walked tree as plain data, all leaves as text: to be compared with what a parser reads. */
export function plainTree(node: Node | undefined): unknown {
  if (!node) return null
  if (node.type === 'scalar') return readable(node.value)
  if (node.type === 'sequence') return node.items.map(plainTree)
  return Object.fromEntries(node.entries.map(({key, value}) => [readable(key), plainTree(value)]))
}
