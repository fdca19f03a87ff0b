import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {blockColumn, contentEnd, isAlias, isFlow, ownEntries} from '../../manifest/edit/map-layout.js'
import {quoteOf, scalarText} from '../../manifest/edit/scalar-text.js'
import {lineBreakNear, lineStart, nextLine, type TextEdit} from '../../manifest/edit/text-edit.js'
import type {ManifestNode, MapEntry, MapNode} from '../../manifest/node.js'

// Edits that move what is there one level down, and keep every comment, quote and line break of it.

/** The entry of that name which stands in the map itself. @throws EditRefused for one that comes through an alias or a merge key */
export function ownEntry(text: string, map: MapNode, name: string): MapEntry | undefined {
  if (isAlias(text, map)) throw new EditRefused('it is an alias (*) of another place', map)
  const named = map.entries.filter(({key}) => key.text === name)
  if (named.length > 1) throw new EditRefused(`${name} stands there twice`, named[1]?.key ?? map)
  const [entry] = named
  if (entry && !ownEntries(map).includes(entry)) throw new EditRefused(`${name} comes from another place through a merge key (<<)`, map)
  return entry
}

/** The map below a path of keys, where there is one. @throws EditRefused as `ownEntry`, and for a value of another kind */
export function ownMap(text: string, map: MapNode, ...path: readonly string[]): MapNode | undefined {
  let at = map
  for (const name of path) {
    const value = ownEntry(text, at, name)?.value
    if (!value) return undefined
    if (value.kind !== 'map') throw new EditRefused(`${name} is not a map`, value)
    if (isAlias(text, value)) throw new EditRefused(`${name} is an alias (*) of another place`, value)
    at = value
  }
  return at
}

/** The items of a list, where there is one. @throws EditRefused as `ownEntry`, and for a value of another kind */
export function ownItems(text: string, map: MapNode, name: string): readonly ManifestNode[] {
  const value = ownEntry(text, map, name)?.value
  if (!value) return []
  if (value.kind !== 'list') throw new EditRefused(`${name} is not a list`, value)
  if (isAlias(text, value)) throw new EditRefused(`${name} is an alias (*) of another place`, value)
  return value.items
}

/** Gives an entry another key, in the quotes that it has. */
export function renameKey(text: string, map: MapNode, {key}: MapEntry, name: string): TextEdit {
  return {start: key.start, end: key.end, text: scalarText(name, quoteOf(text, key), isFlow(text, map))}
}

/**
 * Puts neighbouring entries of a map below new keys, one inside the other, which take the place of the first entry.
 * @param unit by how many spaces a map stands deeper than its key
 */
export function wrapEntries(text: string, map: MapNode, entries: readonly MapEntry[], keys: readonly string[], unit: number): TextEdit[] {
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last) return []
  if (isFlow(text, map)) {
    const quote = quoteOf(text, first.key)
    const open = keys.map(key => `${scalarText(key, quote, true)}: {`).join('')
    return [
      {start: first.key.start, end: first.key.start, text: open},
      {start: last.value.end, end: last.value.end, text: '}'.repeat(keys.length)},
    ]
  }
  const column = columnOfEntry(text, first)
  const head = keys.map((key, depth) => `${key}:${lineBreakNear(text, first.key.start)}${' '.repeat(column + (depth + 1) * unit)}`)
  return [
    {start: first.key.start, end: first.key.start, text: head.join('')},
    ...indented(text, nextLine(text, first.key.start), contentEnd(text, last.value), keys.length * unit),
  ]
}

/**
 * Puts all entries of a map but one below a new key. The one stays where it is, unless it stands between the others: then it
 * goes to the front.
 */
export function wrapOthers(text: string, map: MapNode, {stays, key, unit}: {stays: MapEntry; key: string; unit: number}): TextEdit[] {
  const own = ownEntries(map)
  const others = own.filter(entry => entry !== stays)
  const at = own.indexOf(stays)
  if (at === 0 || at === own.length - 1) return wrapEntries(text, map, others, [key], unit)
  const [first] = others
  const last = others.at(-1)
  if (!first || !last) return []
  if (isFlow(text, map)) {
    const slice = (entry: MapEntry) => text.slice(entry.key.start, entry.value.end)
    const quote = quoteOf(text, first.key)
    const body = `${slice(stays)}, ${scalarText(key, quote, true)}: {${others.map(slice).join(', ')}}`
    return [{start: first.key.start, end: last.value.end, text: body}]
  }
  const column = columnOfEntry(text, first)
  const from = lineStart(text, stays.key.start)
  const to = nextLine(text, contentEnd(text, stays.value))
  const moved = text.slice(stays.key.start, to).trimEnd()
  const [head, ...lines] = wrapEntries(text, map, others, [key], unit)
  return [
    {
      start: first.key.start,
      end: first.key.start,
      text: `${moved}${lineBreakNear(text, first.key.start)}${' '.repeat(column)}${head?.text ?? ''}`,
    },
    {start: from, end: to, text: ''},
    ...lines.filter(({start}) => start < from || start >= to),
  ]
}

function columnOfEntry(text: string, entry: MapEntry): number {
  const column = blockColumn(text, entry)
  if (column === undefined) throw new EditRefused('the entry does not begin its line', entry.key)
  return column
}

/** Spaces in front of every line that begins in a range; blank lines stay as they are. */
function indented(text: string, from: number, end: number, width: number): TextEdit[] {
  const edits: TextEdit[] = []
  for (let at = from; at < end; at = nextLine(text, at)) {
    if (/[^\r\n]/.test(text[at] ?? '\n')) edits.push({start: at, end: at, text: ' '.repeat(width)})
  }
  return edits
}
