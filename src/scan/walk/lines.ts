import type {Format} from '../format.js'
import type {Range, Text} from '../text.js'
import {APOSTROPHE, COLON, EQUALS, HASH, isWhite, lineEnd, OPEN_LIST, OPEN_MAP, QUOTE, SPACE, TAB} from './characters.js'
import {closingQuote, FlowWalker} from './flow.js'
import {HitCursor} from './hit-cursor.js'
import {type Entry, type Mapping, mappingOf, type Node, Scalar, type Style} from './node.js'

/** The formats that are one `key = value` a line, with sections. */
export type LineFormat = Extract<Format, 'dotenv' | 'ini' | 'properties' | 'toml'>

interface Dialect {
  /** First characters of a comment line. */
  comments: string
  /** What begins a comment after a value. */
  trailing: RegExp | undefined
  /** A colon or white space may stand for the equals sign. */
  isLoose: boolean
  /** Quoted values and brackets go on over lines. */
  isMultiLine: boolean
}

const DIALECTS: Readonly<Record<LineFormat, Dialect>> = {
  dotenv: {comments: '#', trailing: /\s#/, isLoose: false, isMultiLine: true},
  ini: {comments: '#;', trailing: /\s[#;]\s/, isLoose: true, isMultiLine: false},
  properties: {comments: '#!', trailing: undefined, isLoose: true, isMultiLine: false},
  toml: {comments: '#', trailing: /\s#/, isLoose: false, isMultiLine: true},
}

/** Walks lines of `key = value` below `[section]`s. Whatever is neither is passed over. */
export function walkLines(text: Text, {start, end}: Range, format: LineFormat, hits: readonly number[]): Mapping {
  return new LineWalker(text, start, end, DIALECTS[format], hits).root()
}

class LineWalker {
  readonly #text: Text
  readonly #content: string
  readonly #end: number
  readonly #dialect: Dialect
  readonly #hits: HitCursor
  #at: number

  constructor(text: Text, start: number, end: number, dialect: Dialect, hits: readonly number[]) {
    this.#text = text
    this.#content = text.content
    this.#at = start
    this.#end = end
    this.#dialect = dialect
    this.#hits = new HitCursor(hits, start)
  }

  root(): Mapping {
    const root: Entry[] = []
    let section = root
    while (this.#at < this.#end) {
      while (this.#at < this.#end && isWhite(this.#content.charCodeAt(this.#at))) this.#at++
      const first = this.#content.charAt(this.#at)
      if (first === '[') section = this.#section(root)
      else if (first !== '' && !this.#dialect.comments.includes(first)) this.#entry(section)
      this.#at = lineEnd(this.#content, this.#at, this.#end) + 1
    }
    // the entries of a section are known when the next one begins
    return mappingOf(root.map(entry => (entry.value.type === 'mapping' ? {...entry, value: mappingOf(entry.value.entries)} : entry)))
  }

  #section(root: Entry[]): Entry[] {
    const keyStart = this.#at + 1
    const line = this.#content.slice(keyStart, lineEnd(this.#content, keyStart, this.#end))
    const section: Mapping = {type: 'mapping', entries: [], hasHit: false}
    const key = /^\[?\s*["']?([^\]"']{1,200})/.exec(line)?.[1] ?? ''
    root.push({key: key.trim(), keyStart, isTelling: this.#hits.isWithin(keyStart, keyStart + key.length), value: section})
    return section.entries
  }

  #entry(entries: Entry[]): void {
    const keyStart = this.#at
    const stop = lineEnd(this.#content, keyStart, this.#end)
    const separator = this.#separator(keyStart, stop)
    if (separator === -1) return
    const key = this.#content
      .slice(keyStart, separator)
      .replace(/^export\s+/, '')
      .replace(/^["']|["']\s*$/g, '')
      .trimEnd()
    const isTelling = this.#hits.isWithin(keyStart, separator)
    this.#at = separator + 1
    while (isBlank(this.#content.charCodeAt(this.#at))) this.#at++
    const value = this.#value(stop)
    if (value) entries.push({key, keyStart, isTelling, value})
  }

  /** The equals sign; in a loose dialect also the colon or the white space after the key, whichever comes first. */
  #separator(from: number, stop: number): number {
    let colon = -1
    let blank = -1
    for (let at = from; at < stop && at - from < 512; at++) {
      const code = this.#content.charCodeAt(at)
      if (code === EQUALS) return colon !== -1 && isBlank(this.#content.charCodeAt(colon + 1)) ? colon : at
      if (code === COLON && colon === -1) colon = at
      else if (isBlank(code) && blank === -1) blank = at
    }
    if (!this.#dialect.isLoose) return -1
    return colon === -1 ? blank : colon
  }

  #value(stop: number): Node | undefined {
    const code = this.#content.charCodeAt(this.#at)
    if (this.#at >= stop) return undefined
    if (this.#dialect.isMultiLine && (code === OPEN_LIST || code === OPEN_MAP)) return this.#flow()
    if (code === QUOTE || code === APOSTROPHE) {
      const quoted = this.#quoted(code, stop)
      if (quoted) return quoted
    }
    return this.#plain(stop)
  }

  #flow(): Node | undefined {
    const walker = new FlowWalker(this.#text, this.#at, this.#end, this.#hits, {isLines: true})
    const node = walker.value()
    this.#at = Math.max(this.#at, walker.at - 1)
    return node
  }

  #quoted(quote: number, stop: number): Scalar | undefined {
    const style: Style = quote === QUOTE ? 'double' : 'single'
    const mark = this.#content.charAt(this.#at)
    if (this.#dialect.isMultiLine && this.#content.startsWith(mark.repeat(3), this.#at)) return this.#tripleQuoted(mark.repeat(3))
    const most = this.#dialect.isMultiLine ? Math.min(this.#end, this.#at + LONGEST_QUOTED) : stop
    const close = closingQuote(this.#content, this.#at, most)
    if (close === -1) return undefined
    const scalar = this.#scalar(this.#at + 1, close, style)
    this.#at = close
    return scalar
  }

  #scalar(start: number, end: number, style: Style): Scalar {
    return new Scalar(this.#text, start, end, style, this.#hits.isWithin(start, end))
  }

  #tripleQuoted(marks: string): Scalar | undefined {
    const start = this.#at + 3
    const close = this.#content.slice(start, start + LONGEST_QUOTED).indexOf(marks)
    if (close === -1) return undefined
    this.#at = start + close + 2
    return this.#scalar(start, start + close, 'block')
  }

  #plain(stop: number): Scalar | undefined {
    const start = this.#at
    let end = stop
    while (this.#content.charCodeAt(end - 1) === BACKSLASH && end < this.#end) end = lineEnd(this.#content, end + 1, this.#end)
    this.#at = end
    const {trailing} = this.#dialect
    const comment = trailing ? this.#content.slice(start, Math.min(end, start + LONGEST_QUOTED)).search(trailing) : -1
    if (comment !== -1) end = start + comment
    while (end > start && isWhite(this.#content.charCodeAt(end - 1))) end--
    return end > start && this.#content.charCodeAt(start) !== HASH ? this.#scalar(start, end, 'plain') : undefined
  }
}

/** A key that is sealed has less; an opening quote without its end must not take the whole file, line by line. */
const LONGEST_QUOTED = 20_000
const BACKSLASH = 92

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB
}
