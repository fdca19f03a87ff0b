import {lastWhere} from '../sorted.js'
import type {Range, Text} from '../text.js'
import {isWhite, NEWLINE, RETURN, SPACE} from './characters.js'

/** Pieces of a text put together: each stands in the parent where it starts, a joint stands where the piece before it ends. */
class Joiner {
  readonly #text: Text
  readonly #parts: string[] = []
  /** Of each piece: its offset in the result, its offset in the parent, and its end there if it is not kept as it was. */
  readonly #results: number[] = []
  readonly #origins: number[] = []
  readonly #ends: number[] = []
  #length = 0

  constructor(text: Text) {
    this.#text = text
  }

  /** Adds characters of the parent as they are. */
  keep(start: number, end: number): void {
    if (end > start) this.#add(this.#text.content.slice(start, end), start, 0)
  }

  /** Adds what stands for `start` to `end` of the parent. */
  put(content: string, start: number, end: number): void {
    for (const byte of content) this.#add(byte, start, end)
  }

  result(): Text {
    return this.#text.derive(this.#parts.join(''), offset => this.#originOf(offset))
  }

  #add(content: string, origin: number, end: number): void {
    this.#parts.push(content)
    this.#results.push(this.#length)
    this.#origins.push(origin)
    this.#ends.push(end)
    this.#length += content.length
  }

  #originOf(offset: number): Range {
    const low = Math.max(
      0,
      lastWhere(this.#results, result => result <= offset),
    )
    const origin = this.#origins[low] ?? 0
    const within = offset - (this.#results[low] ?? 0)
    return {start: origin + within, end: this.#ends[low] || origin + within + 1}
  }
}

// Each function takes the raw scalar alone, so that no search runs on into the rest of the file.

/** A plain scalar over several lines: line breaks and the indentation after them are one space. */
export function foldedContent(raw: Text): Text {
  if (!raw.content.includes('\n')) return raw
  const joiner = new Joiner(raw)
  keepFolded(raw.content, 0, raw.content.length, joiner)
  return joiner.result()
}

/** Within single quotes a quote is doubled, and lines are folded. */
export function singleQuotedContent(raw: Text): Text {
  const {content} = raw
  if (!content.includes("''")) return foldedContent(raw)
  const joiner = new Joiner(raw)
  let from = 0
  for (let at = content.indexOf("''"); at !== -1; at = content.indexOf("''", from)) {
    keepFolded(content, from, at, joiner)
    joiner.put("'", at, at + 2)
    from = at + 2
  }
  keepFolded(content, from, content.length, joiner)
  return joiner.result()
}

/** Within double quotes: JSON's and YAML's escapes. An unknown escape keeps its letter. */
export function doubleQuotedContent(raw: Text): Text {
  const {content} = raw
  if (!content.includes('\\')) return foldedContent(raw)
  const joiner = new Joiner(raw)
  let from = 0
  for (let at = content.indexOf('\\'); at !== -1; at = content.indexOf('\\', from)) {
    keepFolded(content, from, at, joiner)
    from = Math.min(content.length, putEscape(content, at, joiner))
  }
  keepFolded(content, from, content.length, joiner)
  return joiner.result()
}

const HEX_DIGITS: Readonly<Record<string, number>> = {x: 2, u: 4, U: 8}
const SIMPLE: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b'}
const JOINED_LINE = /\r?\n[ \t]*/y

/** @returns the offset after the escape */
function putEscape(content: string, at: number, joiner: Joiner): number {
  const letter = content.charAt(at + 1)
  const digits = HEX_DIGITS[letter] ?? 0
  if (digits > 0) {
    const code = Number.parseInt(content.slice(at + 2, at + 2 + digits), 16)
    if (code >= 0 && code <= 0x10_ff_ff) joiner.put(Buffer.from(String.fromCodePoint(code)).toString('latin1'), at, at + 2 + digits)
    return at + 2 + digits
  }
  JOINED_LINE.lastIndex = at + 1
  if (JOINED_LINE.test(content)) return JOINED_LINE.lastIndex
  joiner.put(SIMPLE[letter] ?? letter, at, at + 2)
  return at + 2
}

/** @param indent what is taken off each line but the first, where the raw scalar begins after it */
export function blockContent(raw: Text, indent: number, folded: boolean): Text {
  const {content} = raw
  const joiner = new Joiner(raw)
  let at = 0
  for (let newline = content.indexOf('\n'); newline !== -1; newline = content.indexOf('\n', at)) {
    const lineEnd = newline > at && content.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline
    joiner.keep(at, lineEnd)
    const wasDeeper = content.charCodeAt(at) === SPACE
    const isEmpty = lineEnd === at
    at = newline + 1
    for (const to = at + indent; at < to && content.charCodeAt(at) === SPACE; ) at++
    joiner.put(folded && !isEmpty && !wasDeeper ? foldedBreak(content, at) : '\n', newline, newline + 1)
  }
  joiner.keep(at, content.length)
  return joiner.result()
}

/** What a line break in a folded block becomes: nothing before an empty line, which is a break itself, a space before text. */
function foldedBreak(content: string, next: number): string {
  const code = content.charCodeAt(next)
  if (code === NEWLINE || code === RETURN) return ''
  return code === SPACE ? '\n' : ' '
}

function keepFolded(content: string, start: number, end: number, joiner: Joiner): void {
  const piece = content.slice(start, end)
  let from = 0
  for (let newline = piece.indexOf('\n'); newline !== -1; newline = piece.indexOf('\n', from)) {
    let lineEnd = newline
    while (lineEnd > from && isWhite(piece.charCodeAt(lineEnd - 1))) lineEnd--
    joiner.keep(start + from, start + lineEnd)
    from = newline + 1
    let breaks = 0
    for (; from < piece.length && isWhite(piece.charCodeAt(from)); from++) if (piece.charCodeAt(from) === NEWLINE) breaks++
    joiner.put(breaks === 0 ? ' ' : '\n'.repeat(breaks), start + newline, start + newline + 1)
  }
  joiner.keep(start + from, end)
}
