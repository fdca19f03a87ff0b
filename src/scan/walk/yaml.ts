import type {Range, Text} from '../text.js'
import {
  AMPERSAND,
  APOSTROPHE,
  BANG,
  DASH,
  GREATER,
  HASH,
  lineEnd,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAP,
  PIPE,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './characters.js'
import {closingQuote, DEEPEST, FlowWalker} from './flow.js'
import {HitCursor} from './hit-cursor.js'
import {type Entry, mappingOf, type Node, Scalar, type Style, sequenceOf} from './node.js'
import {YamlCursor} from './yaml-cursor.js'

export interface YamlOptions {
  /** Offsets after the credential words of the text, which mark the nodes that they stand in. */
  hits?: readonly number[]
  /** Leave out nested collections that have no credential word in them, under no key that has one: for policies that judge by keys alone. */
  isSparse?: boolean
}

/**
 * Walks one YAML document by its lines and their indentation, as forgiving as can be: Helm's template lines are passed over,
 * what makes no sense is left out, and every other key and value is found. JSON is YAML too.
 */
export function walkYaml(text: Text, {start, end}: Range, options: YamlOptions = {}): Node | undefined {
  return new YamlWalker(text, start, end, options).document()
}

class YamlWalker {
  readonly #text: Text
  readonly #content: string
  readonly #cursor: YamlCursor
  readonly #hits: HitCursor
  /** Not within a telling key's value, where everything counts. */
  #isSparse: boolean
  #depth = 0
  #tag = ''

  constructor(text: Text, start: number, end: number, {hits = [], isSparse = false}: YamlOptions) {
    this.#text = text
    this.#content = text.content
    this.#cursor = new YamlCursor(text, start, end)
    this.#hits = new HitCursor(hits, start)
    this.#isSparse = isSparse
  }

  document(): Node | undefined {
    if (!this.#cursor.peek()) return undefined
    const first = this.#node(-1)
    const others: Node[] = []
    // lines to the left of the first one: a broken document, but its secrets are as real
    while (this.#cursor.peek()) {
      const node = this.#node(-1)
      if (node) others.push(node)
    }
    return first && others.length > 0 ? sequenceOf([first, ...others]) : first
  }

  /** @param outer column of the collection around; a node's own lines stand to the right of it. */
  #node(outer: number): Node | undefined {
    if (this.#depth >= DEEPEST) return this.#plain(outer)
    this.#depth++
    const node = this.#cursor.isDash() ? this.#sequence() : this.#cursor.isKey() ? this.#mapping() : this.#leaf(outer)
    this.#depth--
    return node
  }

  #sequence(): Node {
    const cursor = this.#cursor
    const column = cursor.column
    const items: Node[] = []
    do {
      if (cursor.isDash()) cursor.at++
      const item = this.#afterIndicator(column, false)
      if (item) items.push(item)
    } while (cursor.peek() && (cursor.column > column || (cursor.column === column && cursor.isDash())))
    return sequenceOf(items)
  }

  #mapping(): Node {
    const cursor = this.#cursor
    const column = cursor.column
    const entries: Entry[] = []
    do {
      const keyStart = cursor.at
      const key = cursor.takeKey()
      const isTelling = key !== undefined && this.#hits.isWithin(keyStart, cursor.at)
      const value = key === undefined ? this.#stray(column) : this.#entryValue(column, key, isTelling)
      if (value) entries.push({key: key ?? '', keyStart, isTelling, value})
    } while (cursor.peek() && (cursor.column > column || (cursor.column === column && !cursor.isDash())))
    return mappingOf(entries)
  }

  #entryValue(column: number, key: string, isTelling: boolean): Node | undefined {
    const isKept = this.#isSparse && (isTelling || (column === 0 && key === 'metadata'))
    if (!isKept) return this.#afterIndicator(column, true)
    this.#isSparse = false
    const value = this.#afterIndicator(column, true)
    this.#isSparse = true
    return value
  }

  /**
   * Passes over the lines of an entry's or item's value, if no credential word stands in them.
   * @param column of the entry or item
   * @param withDashes a list may stand as far to the left as its key
   */
  #skipUntold(column: number, withDashes: boolean): boolean {
    const content = this.#content
    const {end} = this.#cursor
    const hit = this.#hits.nextAfter(this.#cursor.at)
    let stop = lineEnd(content, this.#cursor.at, end)
    for (;;) {
      if (hit <= stop + 1) return false
      const first = firstInLine(content, stop + 1, end)
      if (first >= end) break
      const code = content.charCodeAt(first)
      const indent = first - stop - 1
      const isInside = indent > column || (withDashes && indent === column && code === DASH)
      if (!isInside && code !== NEWLINE && code !== RETURN && code !== HASH && code !== OPEN_MAP) break
      stop = lineEnd(content, first, end)
    }
    this.#cursor.at = stop
    this.#cursor.hasContent = false
    return true
  }

  /** Something in a mapping that is no entry of it: a list is kept, a text is not. */
  #stray(column: number): Node | undefined {
    if (this.#cursor.isDash()) return this.#node(column)
    this.#cursor.endLine()
    return undefined
  }

  /** What follows a dash or a colon, on this line or the next ones. */
  #afterIndicator(column: number, isMapping: boolean): Node | undefined {
    const cursor = this.#cursor
    this.#takeProperties()
    if (cursor.isLineOver()) {
      if (this.#isSparse && this.#skipUntold(column, isMapping)) return undefined
      cursor.endLine()
      if (!cursor.peek()) return undefined
      if (cursor.column > column) return this.#node(column)
      return isMapping && cursor.column === column && cursor.isDash() ? this.#node(column) : undefined
    }
    cursor.hasContent = true
    // its place in the list is kept, since paths count the items
    if (this.#isSparse && !isMapping && cursor.isKey() && this.#skipUntold(column, false)) return mappingOf([])
    return isMapping ? this.#leaf(column) : this.#node(column)
  }

  /** Takes blanks, anchors and tags; the tag is for the leaf that follows. */
  #takeProperties(): void {
    const cursor = this.#cursor
    this.#tag = ''
    for (;;) {
      while (cursor.code === SPACE || cursor.code === TAB) cursor.at++
      const {code, at: from} = cursor
      if (code !== AMPERSAND && code !== BANG) return
      while (cursor.at < cursor.end && cursor.code > SPACE) cursor.at++
      if (code === BANG) this.#tag = this.#content.slice(from, cursor.at)
    }
  }

  #leaf(outer: number): Node | undefined {
    const {code, at, end} = this.#cursor
    if (code === PIPE || code === GREATER) {
      BLOCK_HEADER.lastIndex = at
      if (BLOCK_HEADER.test(this.#content)) return this.#block(outer, code === GREATER)
    }
    if (code === OPEN_LIST || (code === OPEN_MAP && this.#content.charCodeAt(at + 1) !== OPEN_MAP)) return this.#flow(outer)
    if (code === QUOTE || code === APOSTROPHE) {
      const close = closingQuote(this.#content, at, end)
      if (close !== -1) return this.#quoted(close, code === QUOTE)
    }
    return this.#plain(outer)
  }

  #scalar(start: number, end: number, style: Style, tag: string): Scalar {
    return new Scalar(this.#text, start, end, style, this.#hits.isWithin(start, end), tag)
  }

  #flow(outer: number): Node | undefined {
    const walker = new FlowWalker(this.#text, this.#cursor.at, this.#cursor.end, this.#hits, {outer})
    const node = walker.value()
    this.#cursor.at = walker.at
    this.#cursor.endLine()
    return node
  }

  #quoted(close: number, isDouble: boolean): Scalar {
    const scalar = this.#scalar(this.#cursor.at + 1, close, isDouble ? 'double' : 'single', this.#tag)
    this.#cursor.at = close + 1
    this.#cursor.endLine()
    return scalar
  }

  /** A plain scalar goes on over lines that stand to the right of the collection around and are no entries themselves. */
  #plain(outer: number): Scalar {
    const start = this.#cursor.at
    const tag = this.#tag
    let end = this.#plainLineEnd()
    this.#cursor.endLine()
    while (this.#isContinued(outer)) {
      end = this.#plainLineEnd()
      this.#cursor.endLine()
    }
    return this.#scalar(start, end, 'plain', tag)
  }

  #isContinued(outer: number): boolean {
    const cursor = this.#cursor
    const next = this.#content.charCodeAt(cursor.at + 1)
    if (next === NEWLINE || next === RETURN || !cursor.peek()) return false
    return cursor.column > outer && !cursor.isDash() && !cursor.isKey() && !isOpening(cursor.code)
  }

  #plainLineEnd(): number {
    const content = this.#content
    const from = this.#cursor.at
    let end = lineEnd(content, from, this.#cursor.end)
    const comment = COMMENT.exec(content.slice(from, end))
    if (comment) end = from + comment.index
    while (end > from && content.charCodeAt(end - 1) <= SPACE) end--
    return end
  }

  /** The lines of a block scalar: those to the right of `outer`, with template lines among them wherever they stand. */
  #block(outer: number, folded: boolean): Scalar {
    const content = this.#content
    const tag = this.#tag
    const documentEnd = this.#cursor.end
    this.#cursor.endLine()
    let start = -1
    let end = this.#cursor.at
    for (let at = end + 1; at < documentEnd; ) {
      const first = firstInLine(content, at, documentEnd)
      const stop = lineEnd(content, first, documentEnd)
      const code = content.charCodeAt(first)
      const isEmpty = first >= stop || code === RETURN
      const isTemplate = code === OPEN_MAP && content.charCodeAt(first + 1) === OPEN_MAP
      if (!isEmpty && first - at <= outer && !isTemplate) break
      if (!isEmpty && first - at > outer) {
        if (start === -1) start = first
        end = stop
      }
      at = stop + 1
    }
    this.#cursor.at = end
    if (start === -1) return this.#scalar(end, end, 'plain', tag)
    while (end > start && content.charCodeAt(end - 1) <= SPACE) end--
    return this.#scalar(start, end, folded ? 'folded' : 'block', tag)
  }
}

const COMMENT = /\s#/
const BLOCK_HEADER = /[|>][0-9+-]{0,2}[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y

function firstInLine(content: string, lineStart: number, end: number): number {
  let at = lineStart
  while (at < end && (content.charCodeAt(at) === SPACE || content.charCodeAt(at) === TAB)) at++
  return at
}

function isOpening(code: number): boolean {
  return code === OPEN_LIST || code === OPEN_MAP || code === QUOTE || code === APOSTROPHE
}
