import {bytesOf} from '../../../manifest/template/bytes.js'
import type {Bytes} from '../../../manifest/template/value.js'

const ESCAPED: Readonly<Record<string, string>> = {'"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'}

/** The two readers differ in what follows half of a surrogate pair: gjson takes the next \u with it, Go's own does not. */
export type Surrogates = 'gjson' | 'go'

/** What stands between the quotes of a JSON string, with its escapes resolved. Ends at what cannot stand there, as gjson does. */
export function unescapeJson(text: Bytes, surrogates: Surrogates): Bytes {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character < ' ') return made
    if (character !== '\\') {
      made += character
      continue
    }
    const letter = text.charAt(++at)
    if (letter !== 'u') {
      const meant = ESCAPED[letter]
      if (meant === undefined) return made
      made += meant
      continue
    }
    if (at + 5 > text.length) return made
    const unit = unitAt(text, at + 1)
    const next = text.startsWith('\\u', at + 5) && at + 11 <= text.length ? unitAt(text, at + 7) : undefined
    const isPair = isHigh(unit) && next !== undefined && isLow(next)
    made += bytesOf(isPair ? String.fromCharCode(unit, next) : isSurrogate(unit) ? '\uFFFD' : String.fromCharCode(unit))
    at += 4
    if (isPair || (surrogates === 'gjson' && isSurrogate(unit) && next !== undefined)) at += 6
  }
  return made
}

/** Four hexadecimal digits; 0 for others, as Go's ParseUint leaves it. */
function unitAt(text: Bytes, at: number): number {
  const digits = text.slice(at, at + 4)
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : 0
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xe000
const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000
