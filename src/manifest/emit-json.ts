import {compareCodePoints} from './compare-keys.js'
import {jsonNumber} from './go-number.js'
import {entriesOf, isMap, type PlainMap, type PlainObject, type PlainValue} from './value.js'
import {wellFormed} from './well-formed.js'

/**
 * Writes a value as Go's json.MarshalIndent does with two spaces: `<`, `>` and `&` escaped, a final line break.
 * The fields of a struct keep their order, the keys of a map are sorted by their bytes.
 * @throws GsecError MANIFEST_INVALID for a number that is not finite
 */
export function emitJson(value: PlainValue): string {
  return `${json(value, '\n')}\n`
}

/** The same value without any white space, as Go's json.Marshal writes it. */
export function emitCompactJson(value: PlainValue): string {
  return json(value, undefined)
}

/** @param lineBreak with the indent of the line that the value begins in; undefined for a text without white space */
function json(value: PlainValue, lineBreak: string | undefined): string {
  if (typeof value === 'string') return string(value)
  if (typeof value === 'number' || typeof value === 'bigint') return jsonNumber(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = lineBreak === undefined ? undefined : `${lineBreak}  `
  const enclosed = ([open = '', close = '']: string, parts: readonly string[]) =>
    parts.length === 0 ? open + close : `${open}${inner ?? ''}${parts.join(`,${inner ?? ''}`)}${lineBreak ?? ''}${close}`
  if (Array.isArray(value))
    return enclosed(
      '[]',
      value.map(item => json(item, inner)),
    )
  const colon = inner === undefined ? ':' : ': '
  return enclosed(
    '{}',
    entriesInOrder(value).map(([key, item]) => string(key) + colon + json(item, inner)),
  )
}

function entriesInOrder(value: PlainObject | PlainMap): [string, PlainValue][] {
  const entries = entriesOf(value)
  return isMap(value) ? entries.sort(([a], [b]) => compareCodePoints(a, b)) : entries
}

function string(text: string): string {
  // JSON.stringify leaves these as they are; Go escapes them for the sake of HTML and JavaScript
  return JSON.stringify(wellFormed(text)).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
