import {compareNaturally} from '../compare-keys.js'
import type {ManifestNode, MapEntry, MapNode} from '../node.js'
import {EditRefused} from './edit-refused.js'
import {blockColumn, contentEnd, indentUnit, isFlow, ownEntries, valueSlot} from './map-layout.js'
import type {NewEntry} from './new-value.js'
import {type Quote, quoteOf, scalarText} from './scalar-text.js'
import {breakBefore, columnOf, lineBreakNear, lineStart, nextLine, type TextEdit} from './text-edit.js'

/**
 * A line for a new entry: where its key belongs when the keys stand in go-yaml's order, else behind the last one.
 * Comments above an entry stay with it.
 */
export function insertInBlock(text: string, map: MapNode, entry: NewEntry, object: MapNode): TextEdit {
  const own = ownEntries(map)
  const [first] = own
  const column = first ? blockColumn(text, first) : columnOf(text, map.start)
  if (column === undefined) throw new EditRefused('the entries of the map do not begin their lines', map)
  const before = previousEntry(own, entry.key)
  const at = before ? lineBehind(text, before.value) : aboveComments(text, first?.key.start ?? map.start)
  const neighbour = before ?? first
  const style: BlockStyle = {
    indent: ' '.repeat(column),
    unit: ' '.repeat(indentUnit(text, map, object)),
    keyQuote: quoteOf(text, neighbour?.key),
    valueQuote: neighbour?.value.kind === 'scalar' ? quoteOf(text, neighbour.value) : '',
  }
  return insertLines(text, at, entryLines(entry, style))
}

/** Entries for a key whose map is still empty: `key:`, `key: null` or `key: {}`. */
export function fillBlock(text: string, map: MapNode, holder: MapEntry, entry: NewEntry, object: MapNode): TextEdit[] {
  const slot = valueSlot(text, holder)
  const column = blockColumn(text, holder)
  const {start, end} = holder.value
  if (slot === undefined || column === undefined || text.slice(start, end).includes('#'))
    throw new EditRefused('the map is empty and not written in a way that can be filled', holder.key)
  const unit = ' '.repeat(indentUnit(text, map, object))
  const style: BlockStyle = {indent: ' '.repeat(column) + unit, unit, keyQuote: quoteOf(text, holder.key), valueQuote: ''}
  const lines = insertLines(text, nextLine(text, Math.max(slot, end)), entryLines(entry, style))
  const isWritten = text.slice(slot, end).trim() !== ''
  return isWritten ? [{start: slot, end, text: ''}, lines] : [lines]
}

/** Takes the lines of an entry out. The last one of a map leaves `{}`, since a key alone would mean null. */
export function removeFromBlock(text: string, map: MapNode, entry: MapEntry, holder: MapEntry | undefined): TextEdit[] {
  const from = lineStart(text, entry.key.start)
  if (!/^ *(?:\? +)?(?:[&!]\S* +)*$/.test(text.slice(from, entry.key.start)))
    throw new EditRefused('the entry does not begin its line', entry.key)
  const end = lineBehind(text, entry.value)
  const isLastLine = breakBefore(text, end) === ''
  const lines = {start: isLastLine ? from - breakBefore(text, from).length : from, end, text: ''}
  if (map.entries.length > 1) return [lines]
  const slot = holder && valueSlot(text, holder)
  if (slot === undefined) throw new EditRefused('the entry is the only one of its map', entry.key)
  return [{start: slot, end: slot, text: ' {}'}, lines]
}

interface BlockStyle {
  indent: string
  unit: string
  keyQuote: Quote
  valueQuote: Quote
}

function entryLines({key, value}: NewEntry, {indent, unit, keyQuote, valueQuote}: BlockStyle): string[] {
  const head = `${indent}${scalarText(key, keyQuote, false)}:`
  if (typeof value === 'string') return [`${head} ${scalarText(value, valueQuote, false)}`]
  return [head, ...entryLines(value, {indent: indent + unit, unit, keyQuote, valueQuote: ''})]
}

/** Behind the line break at `at`; at the end of a text without one, behind a new one. */
function insertLines(text: string, at: number, lines: readonly string[]): TextEdit {
  const isBehindBreak = at === 0 || text[at - 1] === '\n'
  const lineBreak = isBehindBreak ? breakBefore(text, at) || lineBreakNear(text, at) : lineBreakNear(text, 0)
  const body = lines.join(lineBreak)
  return {start: at, end: at, text: isBehindBreak ? body + lineBreak : lineBreak + body}
}

/** The entry that a new key follows; undefined when it comes first. */
function previousEntry(own: readonly MapEntry[], key: string): MapEntry | undefined {
  const keys = own.map(entry => entry.key.text)
  const isSorted = keys.every((text, index) => index === 0 || compareNaturally(keys[index - 1] ?? '', text) < 0)
  const next = isSorted ? keys.findIndex(text => compareNaturally(text, key) > 0) : -1
  return own[(next === -1 ? own.length : next) - 1]
}

/** The start of the line behind a value, and behind a comment on its last line. */
function lineBehind(text: string, value: ManifestNode): number {
  const end = contentEnd(text, value)
  return end > 0 && text[end - 1] === '\n' && !isFlow(text, value) ? end : nextLine(text, end)
}

/** The start of the line of a key, or of the comments directly above it. */
function aboveComments(text: string, key: number): number {
  let at = lineStart(text, key)
  while (at > 0) {
    const above = lineStart(text, at - 1)
    if (!/^[ \t]*#/.test(text.slice(above, at))) return at
    at = above
  }
  return at
}
