import {type Node, textAt} from './walk/node.js'

/** The way from a document's root to a value. Steps are linked, since hardly any is ever written out. */
export interface Step {
  above: Step | undefined
  key: string | number
  /** For an item of a list: the item, by whose name it is called. */
  item?: Node
}

export function stepInto(above: Step | undefined, key: string): Step {
  return {above, key}
}

export function stepToItem(above: Step | undefined, index: number, item: Node): Step {
  return {above, key: index, item}
}

const LONGEST = 400

/** `spec.containers[app].env[DB_PASSWORD].value`: items by their name where they have one, since order changes. */
export function formatKeyPath(step: Step | undefined): string {
  const parts: string[] = []
  for (let at = step; at; at = at.above) parts.push(typeof at.key === 'number' ? itemLabel(at) : keyLabel(at.key, at.above === undefined))
  const path = parts.reverse().join('')
  return path.length > LONGEST ? `…${path.slice(-LONGEST)}` : path
}

function itemLabel({key, item}: Step): string {
  const name = textAt(item, 'name') ?? textAt(item, 'key') ?? textAt(item, 'id')
  return `[${name && /^[\w./-]{1,100}$/.test(name) ? name : key}]`
}

function keyLabel(key: string, isFirst: boolean): string {
  if (!/^[\w/-]{1,253}$/.test(key)) return `["${key.slice(0, 253).replace(/["\\]/g, '\\$&')}"]`
  return isFirst ? key : `.${key}`
}
