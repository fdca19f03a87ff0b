import {compareNaturally} from './compare-keys.js'
import {yamlNumber} from './go-number.js'
import {isBreak, scalarStyle} from './scalar-style.js'
import {entriesOf, type PlainMap, type PlainObject, type PlainValue} from './value.js'
import {wellFormed} from './well-formed.js'
import {writeScalar} from './write-scalar.js'

/**
 * Writes one document as kubeseal and kubectl do (sigs.k8s.io/yaml over go-yaml 2): keys sorted, two spaces, lists not
 * indented under their key, long text folded at column 80; without `---`, with a final line break.
 *
 * Two things are kept that kubeseal loses on the way through JSON: U+0085 (it becomes a space), and C1 controls, DEL,
 * U+FFFE and U+FFFF (it stops). They are escaped as go-yaml escapes them.
 * @throws GsecError MANIFEST_INVALID for a number that is not finite
 */
export function emitYaml(value: PlainValue): string {
  return isCollection(value) ? block(value, 0) : scalar(value, 0, 2)
}

type Collection = PlainValue[] | PlainObject | PlainMap

/** False for empty ones, which are written like a scalar. */
function isCollection(value: PlainValue): value is Collection {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) ? value.length > 0 : entriesOf(value).length > 0
}

/** The lines of a list or map; the caller has written what stands before the first. */
function block(value: Collection, indent: number): string {
  const pad = ' '.repeat(indent)
  const parts = Array.isArray(value)
    ? value.map(item => `-${behindIndicator(item, indent)}`)
    : sortedEntries(value).map(([key, item]) => entry(key, item, indent))
  return parts.join(pad)
}

function sortedEntries(map: PlainObject | PlainMap): [string, PlainValue][] {
  const entries = entriesOf(map).map(([key, item]): [string, PlainValue] => [wellFormed(key), item])
  // go-yaml's order has circles (0777 < 0x < 31 < 0777). There its result is left to chance; here it depends on the keys alone.
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).sort(([a], [b]) => compareNaturally(a, b))
}

function entry(key: string, value: PlainValue, indent: number): string {
  if (!isSimpleKey(key)) return `?${behindIndicator(key, indent)}${' '.repeat(indent)}:${behindIndicator(value, indent)}`
  const name = writeScalar(key, scalarStyle(key), {column: indent, indent, folds: false})
  if (!isCollection(value)) return `${name}: ${scalar(value, indent + name.length + 2, indent + 2)}`
  const inner = Array.isArray(value) ? indent : indent + 2
  return `${name}:\n${' '.repeat(inner)}${block(value, inner)}`
}

/** Behind `-`, `?` and `:` at the start of a line a list or map begins in the same line. */
function behindIndicator(value: PlainValue, indent: number): string {
  return ` ${isCollection(value) ? block(value, indent + 2) : scalar(value, indent + 2, indent + 2)}`
}

const LONGEST_SIMPLE_KEY = 128

/** False for a key that is written behind `?`. */
function isSimpleKey(text: string): boolean {
  // a character has at most three bytes per UTF-16 unit
  if (text.length * 3 > LONGEST_SIMPLE_KEY && Buffer.byteLength(text) > LONGEST_SIMPLE_KEY) return false
  return !/[\n\r\u0085\u2028\u2029]/.test(text)
}

/** One scalar or empty collection, to its end of line. */
function scalar(value: PlainValue, column: number, indent: number): string {
  if (typeof value === 'string') return string(wellFormed(value), column, indent)
  if (typeof value === 'number' || typeof value === 'bigint') return `${yamlNumber(value)}\n`
  if (Array.isArray(value)) return '[]\n'
  return typeof value === 'object' && value !== null ? '{}\n' : `${value}\n`
}

function string(text: string, column: number, indent: number): string {
  const style = scalarStyle(text)
  const written = writeScalar(text, style, {column, indent, folds: true})
  return style === 'literal' && isBreak(text.charCodeAt(text.length - 1)) ? written : `${written}\n`
}
