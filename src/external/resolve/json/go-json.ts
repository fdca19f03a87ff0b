import {bytesOf, textOf} from '../../../manifest/template/bytes.js'
import type {Bytes} from '../../../manifest/template/value.js'
import {Scanner} from './scanner.js'
import {unescapeJson} from './unescape.js'

/** Go's json.Valid. The grammar is JSON.parse's; as bytes, what is not UTF-8 passes, as in Go. */
export function isJson(text: Bytes): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The members of an object with their values as they stand, as Go reads a map[string]json.RawMessage: of equal keys the last
 * counts, null is an empty map. Undefined for other JSON, and for what is none.
 */
export function membersOf(text: Bytes): Map<Bytes, Bytes> | undefined {
  if (!isJson(text)) return undefined
  const trimmed = text.trim()
  if (trimmed === 'null') return new Map()
  return trimmed.startsWith('{') ? membersOfObject(trimmed) : undefined
}

/** The same for what is known to be an object. */
export function membersOfObject(text: Bytes): Map<Bytes, Bytes> {
  const scanner = new Scanner(text, 1)
  const members = new Map<Bytes, Bytes>()
  for (let key = scanner.key(); key !== undefined; key = scanner.key()) {
    scanner.peek(false)
    members.set(stringOf(key), scanner.take() ?? '')
  }
  return members
}

/** A member as Go reads it into a string, and ESO then takes it: text without quotes, null as nothing, all else as it stands. */
export function memberText(raw: Bytes): Bytes {
  if (raw.startsWith('"')) return stringOf(raw.slice(1, -1))
  return raw === 'null' ? '' : raw
}

/** Go replaces each byte that is not UTF-8. */
function stringOf(inner: Bytes): Bytes {
  return bytesOf(textOf(inner.includes('\\') ? unescapeJson(inner, 'go') : inner))
}
