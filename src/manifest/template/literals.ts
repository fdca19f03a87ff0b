import {bytesOf} from './bytes.js'
import {Fault, notEvaluated} from './fault.js'
import type {Token} from './lex.js'
import type {Bytes} from './value.js'

/** A number as written: what it is by itself, and as an int where a function wants one (4.0 can be, 4.5 cannot). */
export interface NumberLiteral {
  value: bigint | number
  whole: bigint | undefined
}

const LARGEST_INT = 2n ** 63n - 1n
const SMALLEST_INT = -(2n ** 63n)

const integer = /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/
const decimal = /^[+-]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?$/

/** Go's strconv.ParseInt(text, 0, 64): 12, 0x1f, 0o17, 017, 0b1, 1_000. Undefined for anything else and outside 64 bits. */
export function parseInteger(text: string): bigint | undefined {
  const value = parseAnyInteger(text)
  return value !== undefined && isInt(value) ? value : undefined
}

/** @throws Fault for what is no number, does not fit, or is a form that gsec does not evaluate. */
export function numberLiteral(text: string): NumberLiteral {
  if (text.endsWith('i')) throw notEvaluated('a complex number')
  // Go takes a signed hexadecimal number with an e in it for a float64.
  if (/^[+-]?0[xX].*[pP]|^[+-]0[xX].*[eE]/.test(text)) throw notEvaluated('this hexadecimal number')
  const value = parseAnyInteger(text)
  if (value !== undefined) {
    // Go refuses it only where it is used.
    if (!isInt(value)) throw notEvaluated('a number outside 64 bits')
    return {value, whole: value}
  }
  if (!decimal.test(text) || !/[.eE]/.test(text)) throw new Fault('invalid', 'not a number')
  const float = Number(text.replaceAll('_', ''))
  if (!Number.isFinite(float)) throw new Fault('invalid', 'a number outside 64 bits')
  return {value: float, whole: Number.isInteger(float) && isInt(BigInt(float)) ? BigInt(float) : undefined}
}

/** The number that a character constant stands for. @throws Fault when it holds none, or several characters. */
export function charLiteral(text: string): NumberLiteral {
  const content = text.slice(1, -1)
  const {code, end} = readCharacter(content, 0, "'")
  if (end !== content.length) throw new Fault('invalid', 'not one character')
  return {value: BigInt(code), whole: BigInt(code)}
}

/** The bytes that a string literal stands for; `\x41` and `\101` make single bytes, all else UTF-8. @throws Fault for an escape unknown to Go. */
export function stringLiteral({kind, text}: Token): Bytes {
  const content = text.slice(1, -1)
  if (kind === 'raw string') return bytesOf(content.replaceAll('\r', ''))
  let made = ''
  for (let at = 0; at < content.length; ) {
    const backslash = content.indexOf('\\', at)
    const plainEnd = backslash === -1 ? content.length : backslash
    made += bytesOf(content.slice(at, plainEnd))
    at = plainEnd
    if (at < content.length) {
      const {code, isByte, end} = readCharacter(content, at, '"')
      made += isByte ? String.fromCharCode(code) : bytesOf(String.fromCodePoint(code))
      at = end
    }
  }
  return made
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 92}

/** One character or escape; the syntax is Go's, https://go.dev/ref/spec#Rune_literals */
function readCharacter(text: string, at: number, quote: '"' | "'"): {code: number; isByte: boolean; end: number} {
  const first = text.codePointAt(at)
  if (first === undefined) throw new Fault('invalid', 'not one character')
  if (text[at] !== '\\') return {code: first, isByte: false, end: at + (first > 0xffff ? 2 : 1)}
  const letter = text[at + 1] ?? ''
  const simple = letter === quote ? letter.charCodeAt(0) : SIMPLE_ESCAPES[letter]
  if (simple !== undefined) return {code: simple, isByte: false, end: at + 2}
  const digits = /^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3})/.exec(text.slice(at + 1, at + 10))?.[0]
  if (digits === undefined) throw new Fault('invalid', 'an escape that Go does not know')
  const isOctal = /^[0-7]/.test(digits)
  const code = isOctal ? Number.parseInt(digits, 8) : Number.parseInt(digits.slice(1), 16)
  const isByte = isOctal || letter === 'x'
  const isCharacter = code <= (isByte ? 0xff : 0x10ffff) && !(code >= 0xd800 && code <= 0xdfff)
  if (!isCharacter) throw new Fault('invalid', 'an escape that stands for no character')
  return {code, isByte, end: at + 1 + digits.length}
}

// 64 binary digits and their prefix; BigInt takes quadratic time.
const LONGEST_INTEGER = 100

function parseAnyInteger(text: string): bigint | undefined {
  const [, sign, written = ''] = integer.exec(text) ?? []
  if (sign === undefined) return undefined
  if (written.length > LONGEST_INTEGER) throw notEvaluated('so long a number')
  const digits = written.replaceAll('_', '')
  const size = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -size : size
}

function isInt(value: bigint): boolean {
  return value >= SMALLEST_INT && value <= LARGEST_INT
}
