import {compareCodePoints, compareNaturally} from '../compare-keys.js'
import type {MapEntry, MapNode} from '../node.js'
import {EditRefused} from './edit-refused.js'
import {ownEntries, valueSlot} from './map-layout.js'
import type {NewEntry} from './new-value.js'
import {type Quote, quoteOf, scalarText} from './scalar-text.js'
import {columnOf, lineBreakNear, lineStart, nextLine, type TextEdit} from './text-edit.js'

// Maps in braces: JSON, and YAML's flow style. Both on one line and on many.

/** A new entry, where its key belongs when the keys are sorted, else behind the last one. */
export function insertInFlow(text: string, map: MapNode, entry: NewEntry, object: MapNode): TextEdit[] {
  const own = ownEntries(map)
  const style = styleOf(text, own.length > 0 ? map : object, map)
  const [first] = own
  if (!first) return [{start: map.start, end: map.end, text: braces(entry, style)}]
  const next = nextEntry(own, entry.key)
  const written = entryText(entry, style)
  if (next) return [{start: next.key.start, end: next.key.start, text: `${written},${style.gap}`}]
  return appended(text, own.at(-1) ?? first, map, written, style)
}

/** A map of one entry in the place of `null`, or of nothing behind a key. */
export function fillFlow(text: string, holder: MapEntry, entry: NewEntry, object: MapNode): TextEdit[] {
  const slot = valueSlot(text, holder)
  if (slot === undefined) throw new EditRefused('the key has no value and no colon', holder.key)
  const style = styleOf(text, object, holder.key)
  const {start, end} = holder.value
  return end > start ? [{start, end, text: braces(entry, style)}] : [{start: slot, end: slot, text: ` ${braces(entry, style)}`}]
}

/** Takes an entry and its comma out. */
export function removeFromFlow(text: string, map: MapNode, entry: MapEntry): TextEdit[] {
  const own = ownEntries(map)
  const index = own.indexOf(entry)
  const next = own[index + 1]
  if (next) return [{start: entry.key.start, end: beforeNext(text, entry, next), text: ''}]
  const end = behindComma(text, entry.value.end) ?? entry.value.end
  const previous = own[index - 1]
  if (!previous) return emptied(text, map, entry.key.start, end)
  const comma = behindComma(text, previous.value.end) ?? previous.value.end
  const hasTrailingComma = end > entry.value.end
  const kept = text.slice(comma, entry.key.start).includes('#') ? lineStart(text, entry.key.start) - 1 : comma
  const removed = {start: withoutReturn(text, kept), end, text: ''}
  return hasTrailingComma
    ? [removed]
    : [
        {start: comma - 1, end: comma, text: ''},
        {...removed, start: Math.max(removed.start, comma)},
      ]
}

interface FlowStyle {
  keyQuote: Quote
  valueQuote: Quote
  colon: string
  /** Between a comma and the next entry: a space, nothing, or a line break with indentation. */
  gap: string
  /** Behind `{` and before `}` of a new map. */
  open: string
  close: string
  /** One step deeper, for a map in the new map. */
  inner: () => FlowStyle
}

/** How entries are written, seen at a map that has some. @param place what the new entry belongs to: its line's indentation counts */
function styleOf(text: string, model: MapNode, place: {start: number}): FlowStyle {
  const [first, second] = ownEntries(model)
  const keyQuote = quoteOf(text, first?.key)
  const between = first ? text.slice(first.key.end, first.value.start) : ''
  // without quotes around the key, a colon needs a space
  const colon = /^ *: *$/.test(between) && (between.endsWith(' ') || keyQuote === '"') ? between : ': '
  const valueQuote = first?.value.kind === 'scalar' && quoteOf(text, first.value) !== '' ? quoteOf(text, first.value) : keyQuote
  const shared = {keyQuote, valueQuote, colon}
  const lead = first ? text.slice(model.start + 1, first.key.start) : ''
  if (!lead.includes('\n')) {
    const gap = second && first ? text.slice(behindComma(text, first.value.end) ?? second.key.start, second.key.start) : colon.slice(1)
    const inLine: FlowStyle = {...shared, gap: /^ *$/.test(gap) ? gap : ' ', open: '', close: '', inner: () => inLine}
    return inLine
  }
  const deeper = indentOf(text, first?.key.start ?? 0)
  const step = deeper.slice(indentOf(text, model.start).length)
  return onLines(shared, lineBreakNear(text, model.start), indentOf(text, place.start), step)
}

type Shared = Pick<FlowStyle, 'keyQuote' | 'valueQuote' | 'colon'>

function onLines(shared: Shared, lineBreak: string, indent: string, step: string): FlowStyle {
  const deeper = indent + step
  return {
    ...shared,
    gap: lineBreak + deeper,
    open: lineBreak + deeper,
    close: lineBreak + indent,
    inner: () => onLines(shared, lineBreak, deeper, step),
  }
}

function entryText({key, value}: NewEntry, style: FlowStyle): string {
  const written = typeof value === 'string' ? scalarText(value, style.valueQuote, true) : braces(value, style.inner())
  return `${scalarText(key, style.keyQuote, true)}${style.colon}${written}`
}

function braces(entry: NewEntry, style: FlowStyle): string {
  return `{${style.open}${entryText(entry, style)}${style.close}}`
}

/** Behind the last entry: a comma, and the entry behind a comment that the last one has. */
function appended(text: string, last: MapEntry, map: MapNode, written: string, {gap}: FlowStyle): TextEdit[] {
  const end = last.value.end
  const comma = behindComma(text, end)
  const behind = text.slice(comma ?? end, map.end - 1)
  const [comment = ''] = /^[ \t]*#[^\r\n]*/.exec(behind) ?? []
  const at = (comma ?? end) + comment.length
  const entry = {
    start: at,
    end: at,
    // below a comment, as far in as the first entry: the braces of a map must stand deeper than its key
    text: `${gap.includes('\n') || comment === '' ? gap : lineBreakNear(text, at) + ' '.repeat(columnOf(text, map.start) + 1)}${written}${comma ? ',' : ''}`,
  }
  return comma ? [entry] : [{start: end, end, text: ','}, entry]
}

/** Behind an entry's comma and the rest of its line; comments above the next entry stay. */
function beforeNext(text: string, entry: MapEntry, next: MapEntry): number {
  const comma = behindComma(text, entry.value.end) ?? entry.value.end
  const restOfLine = /^[^\n]*\n\s*/.exec(text.slice(comma, next.key.start))
  return restOfLine ? comma + restOfLine[0].length : next.key.start
}

/** `{}` for a map without entries, unless a comment must stay. */
function emptied(text: string, map: MapNode, start: number, end: number): TextEdit[] {
  const rest = text.slice(map.start + 1, start) + text.slice(end, map.end - 1)
  if (rest.trim() === '') return [{start: map.start, end: map.end, text: '{}'}]
  const line = lineStart(text, start)
  const next = nextLine(text, end)
  const isAlone = text.slice(line, start).trim() === '' && text.slice(end, next).trim() === ''
  return [isAlone ? {start: line, end: next, text: ''} : {start, end, text: ''}]
}

function nextEntry(own: readonly MapEntry[], key: string): MapEntry | undefined {
  const keys = own.map(entry => entry.key.text)
  const compare = [compareCodePoints, compareNaturally].find(order =>
    keys.every((text, at) => at === 0 || order(keys[at - 1] ?? '', text) < 0),
  )
  return compare && own.find(entry => compare(entry.key.text, key) > 0)
}

/** The offset behind the comma that follows a value; undefined without one. */
function behindComma(text: string, end: number): number | undefined {
  const comma = /[ \t\r\n]*,/y
  comma.lastIndex = end
  return comma.test(text) ? comma.lastIndex : undefined
}

/** The white space that a character's line begins with. */
function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), nextLine(text, at)))?.[0] ?? ''
}

/** Before the carriage return of a line break. */
function withoutReturn(text: string, at: number): number {
  return text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at
}
