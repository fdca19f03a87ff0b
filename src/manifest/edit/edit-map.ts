import type {MapEntry, MapNode} from '../node.js'
import {isNull} from '../node.js'
import {fillBlock, insertInBlock, removeFromBlock} from './block-map.js'
import {EditRefused} from './edit-refused.js'
import {fillFlow, insertInFlow, removeFromFlow} from './flow-map.js'
import {isAlias, isFlow, ownEntries} from './map-layout.js'
import {nested} from './new-value.js'
import {quoteOf, replaceScalar, scalarText} from './scalar-text.js'
import type {TextEdit} from './text-edit.js'

// Changes to one entry of a map in an object, as edits of the file's text: only the lines of that entry change, and what
// is written anew looks like what stands beside it.

/** The object in its text, and the keys that lead from it to the map. */
export interface MapPlace {
  text: string
  object: MapNode
  path: readonly string[]
}

/**
 * Writes a text of one line under a key, new or not. Maps on the way that are missing, null or empty come with it.
 * @throws EditRefused
 */
export function setEntry({text, object, path}: MapPlace, key: string, value: string): TextEdit[] {
  let map = object
  const rest = [...path, key]
  for (;;) {
    const name = rest.shift() ?? ''
    const entry = ownEntry(text, map, name)
    const isInFlow = isFlow(text, map)
    if (!entry) {
      const added = {key: name, value: nested(rest, value)}
      return isInFlow ? insertInFlow(text, map, added, object) : [insertInBlock(text, map, added, object)]
    }
    if (rest.length === 0) {
      if (entry.value.kind !== 'scalar') throw new EditRefused('the value is not text', entry.value)
      return [replaceScalar(text, entry.value, value, isInFlow)]
    }
    if (entry.value.kind === 'map' && entry.value.entries.length > 0) {
      map = entry.value
      continue
    }
    if (entry.value.kind !== 'map' && !isNull(entry.value)) throw new EditRefused(`${name} is not a map`, entry.value)
    const [inner = '', ...below] = rest
    const added = {key: inner, value: nested(below, value)}
    if (!isInFlow) return fillBlock(text, map, entry, added, object)
    return entry.value.kind === 'map' ? insertInFlow(text, entry.value, added, object) : fillFlow(text, entry, added, object)
  }
}

/** Takes an entry out of the map. @throws EditRefused */
export function removeEntry(place: MapPlace, key: string): TextEdit[] {
  const {map, holder, entry} = existingEntry(place, key)
  return isFlow(place.text, map) ? removeFromFlow(place.text, map, entry) : removeFromBlock(place.text, map, entry, holder)
}

/** Gives an entry another key; it stays where it stands. @throws EditRefused */
export function renameEntry(place: MapPlace, key: string, newKey: string): TextEdit[] {
  const {map, entry} = existingEntry(place, key)
  const {start, end} = entry.key
  return [{start, end, text: scalarText(newKey, quoteOf(place.text, entry.key), isFlow(place.text, map))}]
}

interface FoundEntry {
  map: MapNode
  /** The entry that the map is the value of. */
  holder: MapEntry | undefined
  entry: MapEntry
}

function existingEntry({text, object, path}: MapPlace, key: string): FoundEntry {
  let map = object
  let holder: MapEntry | undefined
  for (const name of path) {
    holder = ownEntry(text, map, name)
    if (holder?.value.kind !== 'map') throw new EditRefused(`${name} is not a map`, map)
    map = holder.value
  }
  const entry = ownEntry(text, map, key)
  if (!entry) throw new EditRefused('the entry comes from another place through a merge key (<<)', map)
  return {map, holder, entry}
}

/** The last entry of that name in the map itself. */
function ownEntry(text: string, map: MapNode, name: string): MapEntry | undefined {
  if (isAlias(text, map)) throw new EditRefused('the map is an alias (*) of another place, which would change too', map)
  return ownEntries(map).findLast(({key}) => key.text === name)
}
