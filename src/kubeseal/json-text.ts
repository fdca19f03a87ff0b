import {quoteCharacter} from './go-text.js'
import type {InputNode} from './input-node.js'

/** One JSON value and where the text goes on behind it. */
export interface JsonValue {
  node: InputNode
  end: number
}

/** Why a text is not JSON, in the words of Go's encoding/json, which name one character at most. */
export class JsonFault extends Error {}

const UNEXPECTED_END = 'unexpected end of JSON input'
/** Deeper than any manifest, and shallow enough for the stack. Go itself stops at 10000. */
const MAX_DEPTH = 1000

/**
 * Reads the JSON value that begins at or behind `start`, white space before it skipped; undefined when there is nothing.
 * @throws JsonFault
 */
export function readJsonValue(text: string, start: number): JsonValue | undefined {
  const reader = new JsonReader(text, start)
  return reader.isAtEnd() ? undefined : {node: reader.value(0), end: reader.at}
}

/**
 * Reads a text that is one JSON value and nothing else.
 * @throws JsonFault
 */
export function readWholeJson(text: string): InputNode {
  const reader = new JsonReader(text, 0)
  const node = reader.value(0)
  if (!reader.isAtEnd()) throw reader.unexpected('after top-level value')
  return node
}

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string holds none of them
const PLAIN_CHARACTERS = /[^"\\\u0000-\u001f]*/y
const WORDS: Readonly<Record<string, {word: string; node: InputNode}>> = {
  t: {word: 'true', node: {type: 'bool', text: 'true'}},
  f: {word: 'false', node: {type: 'bool', text: 'false'}},
  n: {word: 'null', node: {type: 'null'}},
}
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class JsonReader {
  readonly #text: string
  at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  isAtEnd(): boolean {
    this.#take(SPACE)
    return this.at >= this.#text.length
  }

  unexpected(where: string): JsonFault {
    const code = this.#text.codePointAt(this.at)
    if (code === undefined) return new JsonFault(UNEXPECTED_END)
    // Go looks at bytes: of a character beyond ASCII it names the first one
    return new JsonFault(`invalid character ${quoteCharacter(Buffer.from(String.fromCodePoint(code))[0] ?? 0)} ${where}`)
  }

  value(depth: number): InputNode {
    if (depth > MAX_DEPTH) throw new JsonFault('exceeded max depth')
    this.#take(SPACE)
    const first = this.#text[this.at] ?? ''
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#array(depth)
    if (first === '"') return {type: 'string', text: this.#string()}
    if (/[-0-9]/.test(first)) return this.#number()
    const literal = WORDS[first]
    if (!literal) throw this.unexpected('looking for beginning of value')
    return this.#literal(literal.word, literal.node)
  }

  #object(depth: number): InputNode {
    const entries: [string, InputNode][] = []
    this.at++
    for (;;) {
      this.#take(SPACE)
      if (entries.length === 0 && this.#skip('}')) return {type: 'object', entries}
      if (this.#text[this.at] !== '"') throw this.unexpected('looking for beginning of object key string')
      const key = this.#string()
      this.#take(SPACE)
      if (!this.#skip(':')) throw this.unexpected('after object key')
      entries.push([key, this.value(depth + 1)])
      this.#take(SPACE)
      if (this.#skip('}')) return {type: 'object', entries}
      if (!this.#skip(',')) throw this.unexpected('after object key:value pair')
    }
  }

  #array(depth: number): InputNode {
    const items: InputNode[] = []
    this.at++
    for (;;) {
      this.#take(SPACE)
      if (items.length === 0 && this.#skip(']')) return {type: 'array', items}
      items.push(this.value(depth + 1))
      this.#take(SPACE)
      if (this.#skip(']')) return {type: 'array', items}
      if (!this.#skip(',')) throw this.unexpected('after array element')
    }
  }

  #string(): string {
    let text = ''
    this.at++
    for (;;) {
      text += this.#take(PLAIN_CHARACTERS)
      if (this.#skip('"')) return text
      if (!this.#skip('\\')) throw this.unexpected('in string literal')
      text += this.#escape()
    }
  }

  #escape(): string {
    const letter = this.#text[this.at] ?? ''
    const known = ESCAPED[letter]
    if (known === undefined && letter !== 'u') throw this.unexpected('in string escape code')
    this.at++
    if (known !== undefined) return known
    for (let digit = 0; digit < 4; digit++, this.at++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.at] ?? '')) throw this.unexpected('in \\u hexadecimal character escape')
    }
    return String.fromCharCode(Number.parseInt(this.#text.slice(this.at - 4, this.at), 16))
  }

  #number(): InputNode {
    const text = this.#take(NUMBER)
    if (text !== '') return this.#finished(text)
    this.at++ // a minus sign alone
    throw this.unexpected('in numeric literal')
  }

  /** `1.` and `1e` match as 1: what follows decides that the number goes on and is cut off. */
  #finished(text: string): InputNode {
    const next = this.#text[this.at] ?? ''
    if (next === '.' && !text.includes('.') && !/e/i.test(text)) {
      this.at++
      throw this.unexpected('after decimal point in numeric literal')
    }
    if (/[eE]/.test(next) && !/e/i.test(text)) {
      this.at++
      if (!this.#skip('+')) this.#skip('-')
      throw this.unexpected('in exponent of numeric literal')
    }
    return {type: 'number', text}
  }

  #literal(word: string, node: InputNode): InputNode {
    for (const letter of word) {
      if (this.#text[this.at] !== letter) throw this.unexpected(`in literal ${word} (expecting ${quoteCharacter(letter.charCodeAt(0))})`)
      this.at++
    }
    return node
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const [taken = ''] = pattern.exec(this.#text) ?? []
    this.at += taken.length
    return taken
  }

  #skip(character: string): boolean {
    if (this.#text[this.at] !== character) return false
    this.at++
    return true
  }
}
