import type {Bytes} from '../../../manifest/template/value.js'

/**
 * Walks over JSON text, as forgiving as gjson: what is no JSON is passed over where it can be. Text is bytes, a character each.
 * https://github.com/tidwall/gjson/blob/v1.18.0/gjson.go
 */
export class Scanner {
  readonly text: Bytes
  at: number

  constructor(text: Bytes, at = 0) {
    this.text = text
    this.at = at
  }

  /** Goes to the first `{` or `[`, wherever it stands. @returns it, or undefined when there is none */
  enter(): '{' | '[' | undefined {
    const found = this.text.slice(this.at).search(/[{[]/)
    if (found === -1) return undefined
    this.at += found + 1
    return this.text[this.at - 1] === '{' ? '{' : '['
  }

  /** The next key of an object, as it stands between its quotes; undefined at the end of the object. */
  key(): Bytes | undefined {
    while (this.at < this.text.length) {
      const character = this.text[this.at++]
      if (character === '}') return undefined
      if (character === '"') return this.#string()?.slice(1, -1)
    }
    return undefined
  }

  /** The first character of the next value, where `at` then stands; `]` at the end of a list, undefined at the end of the text. */
  peek(inList: boolean): string | undefined {
    for (; this.at < this.text.length; this.at++) {
      const character = this.text.charAt(this.at)
      if (/["{[tfn0-9+\-iIN]/.test(character) || (inList && character === ']')) return character
    }
    return undefined
  }

  /** Takes the value that begins here, whole: undefined for a string without an end. */
  take(): Bytes | undefined {
    const start = this.at
    const first = this.text.charAt(start)
    if (first === '"') {
      this.at++
      return this.#string()
    }
    if (first === '{' || first === '[') return this.#nested()
    const isLiteral = first === 't' || first === 'f' || (first === 'n' && this.text[start + 1] === 'u')
    const length = this.text.slice(start + 1).search(isLiteral ? /[^a-z]/ : /[\0-\x20,\]}]/)
    this.at = length === -1 ? this.text.length : start + 1 + length
    return this.text.slice(start, this.at)
  }

  /** Behind the opening quote. @returns the string with its quotes; undefined when none closes it */
  #string(): Bytes | undefined {
    const start = this.at - 1
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]
      if (character === '\\') this.at++
      else if (character === '"') return this.text.slice(start, ++this.at)
    }
    this.at = this.text.length
    return undefined
  }

  /** An object or list with all that is in it, told by its brackets alone. */
  #nested(): Bytes {
    const start = this.at++
    for (let depth = 1; depth > 0 && this.at < this.text.length; ) {
      const character = this.text[this.at++]
      if (character === '"') this.#string()
      else if (character === '{' || character === '[') depth++
      else if (character === '}' || character === ']') depth--
    }
    return this.text.slice(start, this.at)
  }
}
