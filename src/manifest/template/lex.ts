import {isNameCharacter} from './bytes.js'
import {Fault, notEvaluated, placed} from './fault.js'

/** `mark` is any other printable ASCII character, which fits nowhere; `(`, `)`, `|`, `=`, `:=` and `,` stand for themselves. */
export type TokenKind =
  | 'text'
  | 'open'
  | 'close'
  | 'space'
  | 'end of template'
  | 'dot'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'keyword'
  | 'bool'
  | 'nil'
  | 'number'
  | 'char'
  | 'string'
  | 'raw string'
  | '('
  | ')'
  | '|'
  | '='
  | ':='
  | ','
  | 'mark'

export interface Token {
  kind: TokenKind
  /** As written: quotes, the dot of a field and the $ of a variable included. */
  text: string
  /** Offset of its start in the template, in UTF-16 code units. */
  at: number
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'])

const DIGITS = '[0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?'
const HEX_DIGITS = '0[xX][0-9a-fA-F_]*(?:\\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?'
const OTHER_BASES = '0[oO][0-7_]*(?:\\.[0-7_]*)?|0[bB][01_]*(?:\\.[01_]*)?'
const number = new RegExp(`[+-]?(?:${HEX_DIGITS}|${OTHER_BASES}|${DIGITS})i?`, 'y')

export interface Tokens {
  tokens: Token[]
  /** The "end of template", which follows the last one. */
  end: Token
}

/**
 * Cuts a template into tokens as Go's text/template/parse does, trim markers applied and comments gone.
 * https://pkg.go.dev/text/template#hdr-Text_and_spaces
 * @throws Fault where Go's lexer gives up.
 */
export function lex(template: string): Tokens {
  const lexer = new Lexer(template)
  return placed(
    () => lexer.run(),
    () => lexer.at,
  )
}

class Lexer {
  readonly #text: string
  readonly #tokens: Token[] = []
  /** Where the reading stands. */
  at = 0
  #parentheses = 0

  constructor(text: string) {
    this.#text = text
  }

  run(): Tokens {
    while (this.at < this.#text.length) {
      const open = this.#text.indexOf('{{', this.at)
      if (open === -1) {
        this.#emit('text', this.#text.length)
        break
      }
      const trims = this.#text[open + 2] === '-' && this.#isSpace(open + 3)
      const textEnd = trims ? this.#spacesBefore(open) : open
      if (textEnd > this.at) this.#emit('text', textEnd)
      this.at = open + (trims ? 4 : 2)
      if (this.#text.startsWith('/*', this.at)) this.#skipComment()
      else this.#action(open)
    }
    return {tokens: this.#tokens, end: {kind: 'end of template', text: '', at: this.#text.length}}
  }

  #skipComment(): void {
    const end = this.#text.indexOf('*/', this.at + 2)
    if (end === -1) throw new Fault('invalid', 'comment without end', this.at)
    if (!this.#closeLength(end + 2)) throw new Fault('invalid', 'a comment must fill its braces', end)
    this.at = end + 2
    this.#skipClose()
  }

  #action(open: number): void {
    this.#tokens.push({kind: 'open', text: '{{', at: open})
    this.#parentheses = 0
    while (!this.#closeLength(this.at)) {
      if (this.at >= this.#text.length) throw new Fault('invalid', '"{{" without "}}"', open)
      this.#insideAction()
    }
    if (this.#parentheses > 0) throw new Fault('invalid', '"(" without ")"', this.at)
    this.#tokens.push({kind: 'close', text: '}}', at: this.at})
    this.#skipClose()
  }

  /** Steps over "}}" or " -}}", and over the spaces after the latter. */
  #skipClose(): void {
    const length = this.#closeLength(this.at)
    this.at += length
    if (length > 2) while (this.#isSpace(this.at)) this.at++
  }

  #closeLength(at: number): number {
    if (this.#text.startsWith('}}', at)) return 2
    return this.#isSpace(at) && this.#text.startsWith('-}}', at + 1) ? 4 : 0
  }

  #insideAction(): void {
    const at = this.at
    const character = this.#text[at] ?? ''
    if (this.#isSpace(at)) this.#space()
    else if (character === '"' || character === "'") this.#quoted(character)
    else if (character === '`') this.#rawString()
    else if (character === '$') this.#name('variable')
    else if (character === '.' && !/[0-9]/.test(this.#text[at + 1] ?? '')) this.#name('field')
    else if (/[-+.0-9]/.test(character)) this.#number()
    else if (/[=|(),:]/.test(character)) this.#punctuation(character)
    else if (this.#isNameCharacter(at)) this.#word()
    else if (/[!-~]/.test(character)) this.#emit('mark', at + 1)
    else throw new Fault('invalid', 'a character that has no meaning in a template', at)
  }

  #punctuation(character: string): void {
    if (character === ':' && this.#text[this.at + 1] !== '=') throw new Fault('invalid', '":" without "="', this.at)
    if (character === '(') this.#parentheses++
    if (character === ')' && --this.#parentheses < 0) throw new Fault('invalid', '")" without "("', this.at)
    if (character === ':') this.#emit(':=', this.at + 2)
    else this.#emit(character as '=' | '|' | '(' | ')' | ',', this.at + 1)
  }

  #space(): void {
    let end = this.at
    // The last space may belong to a closing " -}}".
    while (this.#isSpace(end) && this.#closeLength(end) === 0) end++
    this.#emit('space', end)
  }

  #quoted(quote: '"' | "'"): void {
    let end = this.at + 1
    while (this.#text[end] !== quote) {
      if (this.#text[end] === '\\') end++
      if (end >= this.#text.length || this.#text[end] === '\n') throw new Fault('invalid', 'a quotation mark without its partner', this.at)
      end++
    }
    this.#emit(quote === '"' ? 'string' : 'char', end + 1)
  }

  #rawString(): void {
    const end = this.#text.indexOf('`', this.at + 1)
    if (end === -1) throw new Fault('invalid', 'a quotation mark without its partner', this.at)
    this.#emit('raw string', end + 1)
  }

  /** `.name`, `$name`, or the sign alone. */
  #name(kind: 'field' | 'variable'): void {
    const end = this.#nameEnd(this.at + 1)
    this.#terminate(end)
    this.#emit(kind === 'field' && end === this.at + 1 ? 'dot' : kind, end)
  }

  #word(): void {
    const end = this.#nameEnd(this.at)
    this.#terminate(end)
    const word = this.#text.slice(this.at, end)
    if (KEYWORDS.has(word)) this.#emit('keyword', end)
    else if (word === 'true' || word === 'false') this.#emit('bool', end)
    else this.#emit(word === 'nil' ? 'nil' : 'identifier', end)
  }

  #number(): void {
    const end = this.#numberEnd(this.at)
    if (/[+-]/.test(this.#text[end] ?? '') && this.#text[this.#numberEnd(end) - 1] === 'i') throw notEvaluated('a complex number', this.at)
    this.#emit('number', end)
  }

  #numberEnd(start: number): number {
    number.lastIndex = start
    const end = start + (number.exec(this.#text)?.[0].length ?? 0)
    if (this.#isNameCharacter(end)) throw new Fault('invalid', 'not a number', start)
    return end
  }

  #nameEnd(start: number): number {
    let end = start
    while (this.#isNameCharacter(end)) end += (this.#text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
    return end
  }

  /** Refuses "$x+2" and the like. */
  #terminate(end: number): void {
    const isTerminator = end >= this.#text.length || this.#isSpace(end) || /[.,|:()]/.test(this.#text[end] ?? '')
    if (!isTerminator && !this.#text.startsWith('}}', end)) throw new Fault('invalid', 'a name runs into another character', end)
  }

  #emit(kind: TokenKind, end: number): void {
    this.#tokens.push({kind, text: this.#text.slice(this.at, end), at: this.at})
    this.at = end
  }

  #spacesBefore(end: number): number {
    let start = end
    while (start > this.at && this.#isSpace(start - 1)) start--
    return start
  }

  #isSpace(at: number): boolean {
    const character = this.#text[at]
    return character === ' ' || character === '\t' || character === '\r' || character === '\n'
  }

  #isNameCharacter(at: number): boolean {
    const code = this.#text.codePointAt(at)
    return code !== undefined && isNameCharacter(String.fromCodePoint(code))
  }
}
