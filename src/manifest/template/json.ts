import {jsonNumber} from '../go-number.js'
import {bytesOf, characters, decode, isStray, textOf} from './bytes.js'
import {Builder, checkDepth, type Work} from './limits.js'
import {type Bytes, Dict, List, type Value} from './value.js'

/**
 * Sprig's toJson: json.Marshal, which sorts keys, escapes <, >, & and the line separators, and writes U+FFFD for bytes outside UTF-8.
 * https://pkg.go.dev/encoding/json#Marshal
 */
export function toJson(value: Value, work: Work): Bytes {
  const out = new Builder(work)
  writeJson(out, value, 0)
  return out.toString()
}

function writeJson(out: Builder, value: Value, depth: number): void {
  checkDepth(depth)
  if (value instanceof List) {
    out.add('[')
    value.items.forEach((item, index) => {
      if (index > 0) out.add(',')
      writeJson(out, item, depth + 1)
    })
    out.add(']')
  } else if (value instanceof Dict) {
    out.add('{')
    value.sorted().forEach(([key, item], index) => {
      out.add(`${index > 0 ? ',' : ''}${jsonString(key)}:`)
      writeJson(out, item, depth + 1)
    })
    out.add('}')
  } else if (typeof value === 'string') out.add(jsonString(value))
  else if (typeof value === 'number') out.add(jsonNumber(value))
  else out.add(String(value ?? null))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function jsonString(bytes: Bytes): Bytes {
  const made = characters(bytes).map(character => {
    const escaped = ESCAPES[character]
    if (escaped) return escaped
    if (isStray(character)) return '\\ufffd'
    const code = decode(character).codePointAt(0) ?? 0
    const isEscaped = code < 0x20 || code === 0x2028 || code === 0x2029 || '<>&'.includes(character)
    return isEscaped ? `\\u${code.toString(16).padStart(4, '0')}` : character
  })
  return `"${made.join('')}"`
}

/** Sprig's fromJson: nil for what is no JSON. Numbers are float64, as json.Unmarshal makes them; one too large becomes nil. */
export function fromJson(bytes: Bytes, work: Work): Value {
  let parsed: unknown
  try {
    parsed = JSON.parse(textOf(bytes))
  } catch {
    return null
  }
  return fromParsed(parsed, work, 0)
}

function fromParsed(parsed: unknown, work: Work, depth: number): Value {
  checkDepth(depth)
  work.step()
  if (typeof parsed === 'string') return bytesOf(parsed)
  if (typeof parsed === 'number') return Number.isFinite(parsed) ? parsed : null
  if (typeof parsed === 'boolean') return parsed
  if (parsed === null || typeof parsed !== 'object') return null
  if (Array.isArray(parsed)) {
    return new List(
      parsed.map(item => fromParsed(item, work, depth + 1)),
      'any',
    )
  }
  return new Dict(new Map(Object.entries(parsed).map(([key, item]) => [bytesOf(key), fromParsed(item, work, depth + 1)])), 'any')
}
