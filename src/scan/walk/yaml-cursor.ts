import type {Text} from '../text.js'
import {
  AMPERSAND,
  APOSTROPHE,
  COLON,
  DASH,
  HASH,
  isWhiteOrEnd,
  lineEnd,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAP,
  PERCENT,
  QUESTION,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './characters.js'
import {closingQuote, templateEnd} from './flow.js'
import {doubleQuotedContent} from './scalar.js'

/** YAML's own bound of an implicit key. */
const LONGEST_KEY = 1024
const LONGEST_COMMENT = 10_000

/** Where a walk through YAML stands: on the first character of something, or on its way there. */
export class YamlCursor {
  readonly content: string
  readonly #text: Text
  readonly end: number
  at: number
  /** True when `at` is on the first character of something not yet taken. */
  hasContent = false
  #lineStart: number
  #colonFor = -1
  #colonAt = -1

  constructor(text: Text, start: number, end: number) {
    this.#text = text
    this.content = text.content
    this.at = start
    this.#lineStart = start
    this.end = end
  }

  get column(): number {
    return this.at - this.#lineStart
  }

  get code(): number {
    return this.content.charCodeAt(this.at)
  }

  /** Goes to the next line with content, unless it stands on content. Comments and lines of templates have none. */
  peek(): boolean {
    if (this.hasContent) return true
    while (this.at < this.end) {
      const code = this.code
      if (code === NEWLINE) {
        this.at++
        this.#lineStart = this.at
      } else if (code === SPACE || code === TAB || code === RETURN) {
        this.at++
      } else if (code === HASH || code === PERCENT || this.#isControlLine()) {
        this.endLine()
      } else {
        this.hasContent = true
        return true
      }
    }
    return false
  }

  endLine(): void {
    this.at = lineEnd(this.content, this.at, this.end)
    this.hasContent = false
  }

  isLineOver(): boolean {
    const code = this.code
    return this.at >= this.end || code === NEWLINE || code === RETURN || code === HASH
  }

  isDash(): boolean {
    return this.code === DASH && isWhiteOrEnd(this.content.charCodeAt(this.at + 1))
  }

  isKey(): boolean {
    return this.#colon() !== -1
  }

  /** Takes a key and its colon, if one stands here. */
  takeKey(): string | undefined {
    const {content} = this
    if (this.code === QUESTION && content.charCodeAt(this.at + 1) === SPACE) this.at += 2
    const colon = this.#colon()
    if (colon === -1) return undefined
    const first = this.code
    const keyStart = this.at
    const raw = content.slice(keyStart, colon).trimEnd()
    this.at = colon + 1
    if (first === APOSTROPHE) return raw.slice(1, -1)
    if (first === QUOTE) return doubleQuotedContent(this.#text.slice(keyStart + 1, keyStart + raw.length - 1)).content
    return first === AMPERSAND ? raw.replace(/^&\S{1,200} {1,9}/, '') : raw
  }

  /** A line that is a template and nothing else (`{{- if … }}`, `{% for … %}`), or opens a comment of templates. */
  #isControlLine(): boolean {
    const {content} = this
    if (this.code !== OPEN_MAP) return false
    const second = content.charCodeAt(this.at + 1)
    if (second !== OPEN_MAP) return second === PERCENT
    if (/^\{\{-?\s?\/\*/.test(content.slice(this.at, this.at + 6))) this.#skipTemplateComment()
    let at = templateEnd(content, this.at, this.end)
    while (content.charCodeAt(at) === SPACE || content.charCodeAt(at) === RETURN) at++
    return at >= this.end || content.charCodeAt(at) === NEWLINE
  }

  #skipTemplateComment(): void {
    const close = this.content.slice(this.at, Math.min(this.end, this.at + LONGEST_COMMENT)).indexOf('*/')
    if (close !== -1) this.at += close
  }

  /** The offset of the colon after the key at hand, -1 when there is none; looked for once. */
  #colon(): number {
    if (this.#colonFor !== this.at) {
      this.#colonFor = this.at
      this.#colonAt = this.#findColon()
    }
    return this.#colonAt
  }

  #findColon(): number {
    const {content} = this
    const first = this.code
    const stop = Math.min(this.end, this.at + LONGEST_KEY)
    if (first === QUOTE || first === APOSTROPHE) return this.#colonAfterQuote(stop)
    if (first === OPEN_LIST || (first === OPEN_MAP && content.charCodeAt(this.at + 1) !== OPEN_MAP)) return -1
    for (let at = this.at; at < stop; at++) {
      const code = content.charCodeAt(at)
      if (code === COLON && isWhiteOrEnd(content.charCodeAt(at + 1))) return at
      if (code === NEWLINE || (code === HASH && content.charCodeAt(at - 1) === SPACE)) return -1
      if (code === OPEN_MAP && content.charCodeAt(at + 1) === OPEN_MAP) at = templateEnd(content, at, stop) - 1
    }
    return -1
  }

  #colonAfterQuote(stop: number): number {
    let at = closingQuote(this.content, this.at, stop) + 1
    if (at === 0) return -1
    while (this.content.charCodeAt(at) === SPACE) at++
    return this.content.charCodeAt(at) === COLON ? at : -1
  }
}
