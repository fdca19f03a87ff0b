import {entryOf, isNull, type ManifestNode, type MapEntry, type ScalarNode} from '../manifest/node.js'
import {isPlaceholder} from './placeholder.js'

/** Offsets in the text of the file, the end exclusive. */
export interface Range {
  start: number
  end: number
}

/** A place in an object: what stands there, if anything does, and where to point when one speaks of it. */
export interface Spot {
  /** spec.data[password].remoteRef.key; lists are entered by name where their items have one. */
  readonly path: string
  readonly node: ManifestNode | undefined
  /** The value of a scalar, else its key; of what is missing, the nearest thing around it. */
  readonly range: Range
}

/** The whole object. */
export function rootSpot(node: ManifestNode): Spot {
  return {path: '', node, range: firstKey(node) ?? node}
}

/** What stands below a path of keys. The last of equal keys counts, as for Kubernetes. */
export function below(spot: Spot, ...names: readonly string[]): Spot {
  return names.reduce((at, name) => {
    const entry = entryOf(at.node, name)
    return entry ? entrySpot(at, entry) : {path: joined(at.path, name), node: undefined, range: at.range}
  }, spot)
}

/** An entry of the map at a spot. */
export function entrySpot({path}: Spot, {key, value}: MapEntry): Spot {
  return {path: joined(path, key.text), node: value, range: isPointable(value) ? value : key}
}

/** The fields of a map; none for anything else. */
export function entriesOf(spot: Spot): {name: string; key: ScalarNode; at: Spot}[] {
  return spot.node?.kind === 'map'
    ? spot.node.entries.map(entry => ({name: entry.key.text, key: entry.key, at: entrySpot(spot, entry)}))
    : []
}

/** The items of a list; none for anything else. */
export function itemsOf(spot: Spot): Spot[] {
  if (spot.node?.kind !== 'list') return []
  return spot.node.items.map((item, index) => ({
    path: `${spot.path}[${nameOf(item) ?? index}]`,
    node: item,
    range: firstKey(item) ?? (isPointable(item) ? item : spot.range),
  }))
}

/** There is a value: an explicit null is none, since the API server drops it. */
export function isSet({node}: Spot): boolean {
  return node !== undefined && !isNull(node)
}

/** The text that stands there; undefined for another type and for a text that holds a placeholder. */
export function textOf({node}: Spot): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' && !isPlaceholder(node.value) ? node.value : undefined
}

/** A list or map without content, or nothing at all. A value of another type is neither. */
export function isEmpty({node}: Spot): boolean {
  if (!node || isNull(node)) return true
  return node.kind === 'list' ? node.items.length === 0 : node.kind === 'map' && node.entries.length === 0
}

export function isTrue({node}: Spot): boolean {
  return node?.kind === 'scalar' && node.value === true
}

// longer than any real field or annotation; what somebody pasted in the wrong place is not repeated
const LONGEST_NAME = 100

function joined(path: string, name: string): string {
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, 20)}…` : name
  return path === '' ? shown : `${path}.${shown}`
}

const isPointable = (node: ManifestNode) => node.kind === 'scalar' && node.end > node.start

const firstKey = (node: ManifestNode): Range | undefined => (node.kind === 'map' ? node.entries[0]?.key : undefined)

/** How people call the item of a list. Only what could be a name is shown. */
function nameOf(item: ManifestNode): string | undefined {
  for (const field of ['secretKey', 'name']) {
    const value = entryOf(item, field)?.value
    if (value?.kind === 'scalar' && typeof value.value === 'string' && /^[-._a-zA-Z0-9]{1,63}$/.test(value.value)) return value.value
  }
  return undefined
}
