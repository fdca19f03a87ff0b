import {jsonNumber} from '../go-number.js'
import {bytesOf, textOf} from './bytes.js'
import {Builder, checkDepth, type Work} from './limits.js'
import {quoteJson} from './quote-json.js'
import {type Bytes, Dict, List, type Value} from './value.js'

/** As json.Marshal writes strings. */
const MARSHALLED = {escapesHtml: true}

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
      out.add(`${index > 0 ? ',' : ''}${quoteJson(key, MARSHALLED)}:`)
      writeJson(out, item, depth + 1)
    })
    out.add('}')
  } else if (typeof value === 'string') out.add(quoteJson(value, MARSHALLED))
  else if (typeof value === 'number') out.add(jsonNumber(value))
  else out.add(String(value ?? null))
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
