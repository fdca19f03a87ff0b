import {bytesOf} from '../../../manifest/template/bytes.js'
import {quoteJson} from '../../../manifest/template/quote-json.js'
import type {Bytes} from '../../../manifest/template/value.js'
import {ResolveFault, unverified} from '../fault.js'
import {plainFloat} from '../json/go-float.js'
import {isJson, membersOf, memberText} from '../json/go-json.js'
import {marshalAgain} from '../json/marshal.js'
import type {ValueMap} from '../secret-keys.js'

export interface Merge {
  into: string
  /** Merged last, in this order. */
  priority: readonly string[]
  priorityPolicy: string
  conflictPolicy: string
  strategy: string
}

/**
 * Merges values, each a JSON object, into one: Extract makes its members the values, JSON puts it under `into` beside the rest.
 * Go reads numbers as float64 here, so that large ones lose digits, as they do in ESO.
 * @throws ResolveFault rewrite, unverified
 */
export function mergeValues(values: ValueMap, merge: Merge): ValueMap {
  const merged = mergedMembers(values, merge)
  if (merge.strategy === '' || merge.strategy === 'Extract') return new Map([...merged].map(([key, raw]) => [key, goText(raw)]))
  if (merge.strategy !== 'JSON') throw unverified('gsec does not know this strategy of merge')
  if (merge.into === '') throw new ResolveFault('rewrite', 'merge with strategy JSON names no key in into')
  const plain = {escapesHtml: false, numbers: 'float'} as const
  const members = [...merged].sort(([a], [b]) => (a < b ? -1 : 1))
  const json = `{${members.map(([key, raw]) => `${quoteJson(key, plain)}:${marshalAgain(raw, plain)}`).join(',')}}`
  return new Map([...values, [bytesOf(merge.into), json]])
}

function mergedMembers(values: ValueMap, {priority, priorityPolicy, conflictPolicy}: Merge): Map<Bytes, Bytes> {
  const last = priority.map(bytesOf)
  const order = [...[...values.keys()].filter(key => !last.includes(key)).sort(), ...last]
  const merged = new Map<Bytes, Bytes>()
  let hasConflict = false
  for (const key of order) {
    const value = values.get(key)
    if (value === undefined) {
      if (priorityPolicy === 'IgnoreNotFound') continue
      throw new ResolveFault('rewrite', 'merge gives priority to a key that is not there')
    }
    const members = isJson(value) ? membersOf(value) : undefined
    if (!members) throw new ResolveFault('rewrite', 'merge needs values that are JSON objects, and one is not')
    for (const [name, raw] of members) {
      hasConflict ||= merged.has(name)
      merged.set(name, raw)
    }
  }
  if (hasConflict && conflictPolicy !== 'Ignore')
    throw new ResolveFault('rewrite', 'merge finds the same key in two values', {
      hint: 'set conflictPolicy: Ignore to let the later one win',
    })
  return merged
}

/** What ESO makes of a value that Go read into an interface: text without quotes, all else written again. */
export function goText(raw: Bytes): Bytes {
  if (/^[-\d]/.test(raw)) return plainFloat(Number(raw))
  return /^["n]/.test(raw) ? memberText(raw) : marshalAgain(raw, {escapesHtml: true, numbers: 'float'})
}
