import type {Text} from '../text.js'
import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_MAP,
  COLON,
  COMMA,
  EQUALS,
  HASH,
  isWhite,
  isWhiteOrEnd,
  lineEnd,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
  RETURN,
  SLASH,
  SPACE,
  TAB,
} from './characters.js'
import type {HitCursor} from './hit-cursor.js'
import {type Entry, mappingOf, type Node, Scalar, sequenceOf} from './node.js'

/** How deep collections are followed; what lies deeper is looked at as one text. */
export const DEEPEST = 100
const LONGEST_TEMPLATE = 2000
/** What a line begins with that does not go on with the scalar of the line before. */
const ENDS_PLAIN = new Set([COMMA, CLOSE_LIST, CLOSE_MAP, HASH, QUOTE, APOSTROPHE])

/**
 * Walks brackets: JSON (with comments and trailing commas), YAML's flow collections, TOML's inline tables. What is not closed
 * ends where the text ends or, within block YAML, at the first line that is not indented enough. It never throws and looks at
 * each character once.
 */
export class FlowWalker {
  /** Where the walk stands; after `value` the offset behind it. */
  at: number
  readonly #text: Text
  readonly #content: string
  readonly #end: number
  readonly #hits: HitCursor
  /** A line indented no more than this ends the collection, unless it closes it. -1 for none. */
  readonly #outer: number
  /** In TOML and the like a line break ends a plain scalar; in YAML it goes on. */
  readonly #isLines: boolean
  #depth = 0
  #isCutShort = false
  /** From here on no quote closes: a second search would find nothing either. */
  #noQuoteFrom = Number.POSITIVE_INFINITY

  constructor(text: Text, at: number, end: number, hits: HitCursor, {outer = -1, isLines = false} = {}) {
    this.#text = text
    this.#content = text.content
    this.at = at
    this.#end = end
    this.#hits = hits
    this.#outer = outer
    this.#isLines = isLines
  }

  value(): Node | undefined {
    this.#skip()
    if (this.#isOver()) return undefined
    const code = this.#content.charCodeAt(this.at)
    if (code === OPEN_MAP && this.#content.charCodeAt(this.at + 1) !== OPEN_MAP) return this.#collection(CLOSE_MAP)
    if (code === OPEN_LIST) return this.#collection(CLOSE_LIST)
    return this.#scalar()
  }

  #collection(closing: number): Node {
    this.at++
    this.#depth++
    const entries: Entry[] = []
    const items: Node[] = []
    while (this.#depth <= DEEPEST) {
      this.#skip()
      if (this.#isOver()) break
      const code = this.#content.charCodeAt(this.at)
      if (code === CLOSE_LIST || code === CLOSE_MAP) {
        this.at++
        break
      }
      if (code === COMMA || code === COLON) this.at++
      else if (closing === CLOSE_MAP) this.#entry(entries)
      else this.#item(items)
    }
    this.#depth--
    return closing === CLOSE_MAP ? mappingOf(entries) : sequenceOf(items)
  }

  #entry(entries: Entry[]): void {
    const keyStart = this.at
    const key = this.value()
    this.#skip()
    const code = this.#isOver() ? 0 : this.#content.charCodeAt(this.at)
    if (code !== COLON && code !== EQUALS) return
    this.at++
    this.#skip()
    const next = this.#content.charCodeAt(this.at)
    const value = next === COMMA || next === CLOSE_MAP ? undefined : this.value()
    if (key?.type === 'scalar' && value) entries.push({key: key.value, keyStart, isTelling: key.hasHit, value})
  }

  /** An item of a list; `a: b` there is a map with one key. */
  #item(items: Node[]): void {
    const keyStart = this.at
    const node = this.value()
    if (!node) return
    this.#skip()
    if (node.type === 'scalar' && !this.#isOver() && this.#content.charCodeAt(this.at) === COLON) {
      this.at++
      const value = this.value()
      if (value) items.push(mappingOf([{key: node.value, keyStart, isTelling: node.hasHit, value}]))
    } else {
      items.push(node)
    }
  }

  #scalar(): Scalar {
    const code = this.#content.charCodeAt(this.at)
    if (code === QUOTE || code === APOSTROPHE) {
      const quoted = this.#quoted(code)
      if (quoted) return quoted
    }
    const start = this.at
    this.at = this.#plainEnd(start)
    let end = this.at
    while (end > start && this.#content.charCodeAt(end - 1) <= SPACE) end--
    if (this.at === start) this.at++
    return new Scalar(this.#text, start, end, 'plain', this.#hits.isWithin(start, end))
  }

  #quoted(quote: number): Scalar | undefined {
    const start = this.at + 1
    const end = this.at >= this.#noQuoteFrom ? -1 : closingQuote(this.#content, this.at, this.#end)
    if (end === -1) {
      this.#noQuoteFrom = Math.min(this.#noQuoteFrom, this.at)
      return undefined
    }
    this.at = end + 1
    return new Scalar(this.#text, start, end, quote === QUOTE ? 'double' : 'single', this.#hits.isWithin(start, end))
  }

  #plainEnd(start: number): number {
    const content = this.#content
    for (let at = start; at < this.#end; at++) {
      const code = content.charCodeAt(at)
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) return at
      if (code === NEWLINE) {
        const next = this.#continuedAt(at)
        if (next === -1) return at
        at = next - 1
      } else if (code === OPEN_MAP && content.charCodeAt(at + 1) === OPEN_MAP) {
        at = templateEnd(content, at, this.#end) - 1
      } else if ((code === COLON || code === EQUALS) && isWhiteOrEnd(content.charCodeAt(at + 1))) {
        return at
      } else if (code === EQUALS && content.charCodeAt(at - 1) === SPACE) {
        return at
      }
    }
    return this.#end
  }

  /** Where the plain scalar goes on after a line break, -1 when it does not. */
  #continuedAt(newline: number): number {
    if (this.#isLines) return -1
    let at = newline + 1
    let lineStart = at
    for (; at < this.#end && isWhite(this.#content.charCodeAt(at)); at++) if (this.#content.charCodeAt(at) === NEWLINE) lineStart = at + 1
    return at - lineStart > this.#outer && at < this.#end && !ENDS_PLAIN.has(this.#content.charCodeAt(at)) ? at : -1
  }

  /** Goes to the next character that says something. */
  #skip(): void {
    const content = this.#content
    while (this.at < this.#end) {
      const code = content.charCodeAt(this.at)
      if (code === NEWLINE) {
        if (this.#endsAfterLine()) return
        this.at++
      } else if (code === SPACE || code === TAB || code === RETURN) {
        this.at++
      } else if (code === HASH || (code === SLASH && content.charCodeAt(this.at + 1) === SLASH)) {
        this.at = lineEnd(content, this.at, this.#end)
      } else {
        return
      }
    }
  }

  /** At a line break: does the next line with content lie outside? */
  #endsAfterLine(): boolean {
    if (this.#outer < 0) return false
    let at = this.at + 1
    let lineStart = at
    for (; at < this.#end; at++) {
      const code = this.#content.charCodeAt(at)
      if (code === NEWLINE) lineStart = at + 1
      else if (code !== SPACE && code !== TAB && code !== RETURN) break
    }
    const code = this.#content.charCodeAt(at)
    if (at >= this.#end || at - lineStart > this.#outer || code === CLOSE_LIST || code === CLOSE_MAP) {
      this.at = at - 1
      return false
    }
    this.#isCutShort = true
    return true
  }

  #isOver(): boolean {
    return this.#isCutShort || this.at >= this.#end
  }
}

/**
 * @param open offset of the opening quote
 * @returns offset of the closing quote, -1 when there is none before `end`
 */
export function closingQuote(content: string, open: number, end: number): number {
  const quote = content.charCodeAt(open)
  for (let at = open + 1; at < end; at++) {
    const code = content.charCodeAt(at)
    if (code === BACKSLASH && quote === QUOTE) at++
    else if (code === quote) {
      if (quote !== APOSTROPHE || content.charCodeAt(at + 1) !== APOSTROPHE) return at
      at++
    }
  }
  return -1
}

/** @returns the offset after a template's `}}`; where it is not closed, the end of its line or of what a template may take */
export function templateEnd(content: string, open: number, end: number): number {
  const stop = Math.min(end, open + LONGEST_TEMPLATE)
  for (let at = open + 2; at < stop; at++) {
    const code = content.charCodeAt(at)
    if (code === NEWLINE) return at
    if (code === CLOSE_MAP && content.charCodeAt(at + 1) === CLOSE_MAP) return at + 2
  }
  return stop
}
