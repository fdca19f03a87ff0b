import {isAscii, isUtf8} from 'node:buffer'
import {notEvaluated} from './fault.js'
import type {Bytes} from './value.js'

// Functions over UTF-8 that need Go's answer, not JavaScript's: Go takes every byte that is not UTF-8 for a character of its own, maps
// letters one by one, and knows Unicode 15.

const REPLACEMENT = '\uFFFD'

/** UTF-8 of a text. */
export function bytesOf(text: string): Bytes {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The text of UTF-8; each byte that is none becomes U+FFFD, as in Go. */
export function textOf(bytes: Bytes): string {
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : characters(bytes).map(decode).join('')
}

/** Cuts into UTF-8 sequences; a byte that belongs to none stands alone. */
export function characters(bytes: Bytes): Bytes[] {
  const found: Bytes[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at)
    found.push(bytes.slice(at, at + size))
    at += size
  }
  return found
}

/** One element of `characters` as text; U+FFFD when it is a byte outside UTF-8. */
export function decode(character: Bytes): string {
  if (isStray(character)) return REPLACEMENT
  return character.length === 1 ? character : Buffer.from(character, 'latin1').toString('utf8')
}

/** True for an element of `characters` that is a byte outside UTF-8. */
export function isStray(character: Bytes): boolean {
  return character.length === 1 && character.charCodeAt(0) > 0x7f
}

/** Go's strings.ToUpper. @throws Fault for a letter that newer Unicode versions treat differently. */
export function upper(bytes: Bytes): Bytes {
  return mapLetters(bytes, text => text.toUpperCase(), upperInGo)
}

/** Go's strings.ToLower. @throws Fault for a letter that newer Unicode versions treat differently. */
export function lower(bytes: Bytes): Bytes {
  return mapLetters(
    bytes,
    text => text.toLowerCase(),
    letter => (letter === 'İ' ? 'i' : letter),
  )
}

/** Go's strings.Trim: both ends, every character of the set; a stray byte counts as U+FFFD. */
export function trim(bytes: Bytes, isIn: (character: string) => boolean): Bytes {
  const all = characters(bytes)
  let start = 0
  let end = all.length
  while (start < end && isIn(decode(all[start] ?? ''))) start++
  while (end > start && isIn(decode(all[end - 1] ?? ''))) end--
  return all.slice(start, end).join('')
}

/** Go's unicode.IsSpace. */
export function isSpace(character: string): boolean {
  return /^[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]$/.test(character)
}

/** Go's unicode.IsLetter, IsDigit, or an underscore: what names in a template are made of. @throws Fault as `knownToGo` does. */
export function isNameCharacter(character: string): boolean {
  return /^\w$/.test(character) || /^[\p{L}\p{Nd}]$/u.test(knownToGo(character))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** Go's strconv.Quote: a string literal with everything that cannot be seen escaped. */
export function quote(bytes: Bytes): Bytes {
  return `"${characters(bytes).map(quoteCharacter).join('')}"`
}

function quoteCharacter(character: Bytes): Bytes {
  const escaped = ESCAPES[character]
  if (escaped) return escaped
  const code = decode(character).codePointAt(0) ?? 0
  if (isStray(character) || code < 0x20 || code === 0x7f) return `\\x${hex(character.charCodeAt(0), 2)}`
  if (code < 0x7f || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(knownToGo(decode(character)))) return character
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

function mapLetters(bytes: Bytes, map: (text: string) => string, exception: (letter: string) => string): Bytes {
  if (isAscii(Buffer.from(bytes, 'latin1'))) return map(bytes)
  return characters(bytes)
    .map(character => {
      const letter = decode(character)
      const mapped = map(letter)
      // JavaScript maps "ß" to "SS"; Go maps a letter to a letter.
      return bytesOf(knownToGo([...mapped].length === 1 ? mapped : exception(letter)))
    })
    .join('')
}

// Greek letters with an iota below: the title-case letter is their upper case. All other letters that JavaScript maps to several have none.
function upperInGo(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8)
  return {ᾳ: 'ᾼ', ῃ: 'ῌ', ῳ: 'ῼ'}[letter] ?? letter
}

// What Unicode 16 and 17 added. Go up to 1.26 knows Unicode 15, later ones more, and Node its own version: the answer depends on who asks.
const NEW =
  '\u088f\u0897\u0c5c\u0cdc\u1acf-\u1add\u1ae0-\u1aeb\u1b4e\u1b4f\u1b7f\u1c89\u1c8a\u20c1\u2427-\u2429\u2b96\u2ffc-\u2fff\u31e4\u31e5\u31ef' +
  '\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1\ufbc3-\ufbd2\ufd90\ufd91\ufdc8-\ufdce\u{105c0}-\u{105f3}\u{10940}-\u{10959}\u{10d40}-\u{10d8f}' +
  '\u{10ec2}-\u{10ec7}\u{10ed0}-\u{10ed8}\u{10efa}-\u{10efc}\u{11380}-\u{113e2}\u{116d0}-\u{116e3}\u{11b60}-\u{11b67}\u{11bc0}-\u{11bf9}' +
  '\u{11db0}-\u{11de9}\u{11f5a}\u{13460}-\u{143fa}\u{16100}-\u{16139}\u{16d40}-\u{16d79}\u{16ea0}-\u{16ed3}\u{16ff2}-\u{16ff6}\u{187f8}-\u{187ff}' +
  '\u{18cff}\u{18d09}-\u{18d1e}\u{18d80}-\u{18df2}\u{1cc00}-\u{1cef0}\u{1e5d0}-\u{1e5ff}\u{1e6c0}-\u{1e6ff}\u{1f6d8}\u{1f777}-\u{1f77a}' +
  '\u{1f8b2}-\u{1f8d8}\u{1fa54}-\u{1fa57}\u{1fa89}\u{1fa8a}\u{1fa8e}\u{1fa8f}\u{1fabe}\u{1fac6}\u{1fac8}\u{1facd}\u{1fadc}\u{1fadf}\u{1fae9}' +
  '\u{1faea}\u{1faef}\u{1fbcb}-\u{1fbef}\u{1fbfa}\u{2b73a}-\u{2b73f}\u{2cea2}-\u{2cead}\u{2ebf0}-\u{2ee5d}\u{323b0}-\u{33479}'
const newCharacter = new RegExp(`[${NEW}]`, 'u')

/** The character itself. @throws Fault when Go's Unicode tables may not hold it yet. */
function knownToGo(character: string): string {
  if (newCharacter.test(character)) throw notEvaluated('a character that came with Unicode 16 or later')
  return character
}

// RFC 3629 §4, by first and second byte: shortest form only, no surrogates, nothing above U+10FFFF.
function sequenceLength(bytes: Bytes, at: number): number {
  const first = bytes.charCodeAt(at)
  if (first < 0xc2 || first > 0xf4) return 1
  const second = bytes.charCodeAt(at + 1)
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (!(second >= least && second <= most)) return 1
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  for (let next = 2; next < length; next++) {
    const byte = bytes.charCodeAt(at + next)
    if (!(byte >= 0x80 && byte <= 0xbf)) return 1
  }
  return length
}
