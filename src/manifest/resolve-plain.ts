/** What go-yaml takes an unquoted scalar for. `merge` is the key `<<`; as a value it is text. */
export type PlainKind = 'string' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'merge'

const words = new Map<string, PlainKind>()
for (const word of 'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF'.split(' ')) words.set(word, 'bool')
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, 'null')
for (const word of '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'.split(' ')) words.set(word, 'float')
words.set('<<', 'merge')
const LONGEST_WORD = 5

/**
 * Decides by YAML 1.1 as go-yaml 2 reads it, and with it kubectl and the API server. Octal is 0777 or 0o777, underscores
 * are skipped, base-60 numbers and `=` are text.
 * https://github.com/yaml/go-yaml/blob/v2.4.3/resolve.go
 */
export function resolvePlain(text: string): PlainKind {
  const word = text.length <= LONGEST_WORD ? words.get(text) : undefined
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  if (first === DOT) return isFraction(text) ? 'float' : 'string'
  if (first !== PLUS && first !== MINUS && !(first >= ZERO && first <= NINE)) return 'string'
  if (isTimestamp(text)) return 'timestamp'
  const digits = text.replaceAll('_', '')
  if (isInteger(digits)) return 'int'
  return FLOAT.test(digits) && Number.isFinite(Number(digits)) ? 'float' : 'string'
}

/**
 * True for 1:30 and the like: text to go-yaml, but a number in base 60 to other readers of YAML 1.1, so that go-yaml
 * quotes it.
 */
export function isBase60(text: string): boolean {
  return BASE_60.test(text)
}

const PLUS = 0x2b
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
// Go's strconv.ParseFloat, which takes underscores between digits
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/

function isFraction(text: string): boolean {
  return FRACTION.test(text) && Number.isFinite(Number(text.replaceAll('_', '')))
}

const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/
// go-yaml's own second attempt takes a sign behind the prefix
const SIGNED_BINARY = /^0b([-+])([01]+)$/
const LONGEST_INTEGER = 64

/** True for what fits into 64 bits, with a sign or, when none is written, without. */
function isInteger(digits: string): boolean {
  const [, sign, magnitude] = INTEGER.exec(digits) ?? []
  if (sign !== undefined && magnitude !== undefined) return fits(sign, magnitude)
  const [, innerSign, bits] = SIGNED_BINARY.exec(digits) ?? []
  return innerSign !== undefined && bits !== undefined && fits(innerSign, `0b${bits}`)
}

function fits(sign: string, magnitude: string): boolean {
  const [, prefix = '', figures = ''] = /^(0[xXoObB]?)?0*(.*)$/.exec(magnitude) ?? []
  if (figures.length > LONGEST_INTEGER) return false
  const value = BigInt((prefix === '0' ? '0o' : prefix) + (figures || '0'))
  if (sign === '') return value < 1n << 64n
  return sign === '-' ? value <= 1n << 63n : value < 1n << 63n
}

const TIMESTAMP =
  /^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?<between>[Tt]| +)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?:[.,][0-9]+)?(?<zone>Z|[-+][0-9]{2}:[0-9]{2})?)?$/

/** A date alone, or with a time: after T it needs a zone, after spaces it has none. The ranges are those of Go's time.Parse. */
function isTimestamp(text: string): boolean {
  const {year, month, day, between, hour, minute, second, zone} = TIMESTAMP.exec(text)?.groups ?? {}
  if (!isDay(Number(year), Number(month), Number(day))) return false
  if (between === undefined) return true
  if (between.startsWith(' ') !== (zone === undefined)) return false
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && isZone(zone)
}

function isZone(zone = 'Z'): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) <= 60)
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}
