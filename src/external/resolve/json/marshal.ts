import {jsonNumber} from '../../../manifest/go-number.js'
import {bytesOf} from '../../../manifest/template/bytes.js'
import {quoteJson} from '../../../manifest/template/quote-json.js'
import type {Bytes} from '../../../manifest/template/value.js'
import {unverified} from '../fault.js'
import {membersOfObject, memberText} from './go-json.js'
import {Scanner} from './scanner.js'

export interface MarshalOptions {
  /** json.Marshal escapes <, > and &; an encoder with SetEscapeHTML(false) does not. */
  escapesHtml: boolean
  /** Numbers that were read as json.Number keep their text; as float64 they are printed anew. */
  numbers: 'text' | 'float'
}

const DEEPEST = 200

/**
 * JSON read by Go into maps and lists and written again: no spaces, keys in the order of their bytes, the last of equal keys.
 * @param json is known to be JSON
 * @throws ResolveFault unverified for what nests too deep
 */
export function marshalAgain(json: Bytes, options: MarshalOptions, depth = 0): Bytes {
  if (depth > DEEPEST) throw unverified(`the value nests more than ${DEEPEST} levels`)
  const text = json.trim()
  const again = (value: Bytes) => marshalAgain(value, options, depth + 1)
  if (text.startsWith('{')) {
    const sorted = [...membersOfObject(text)].sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${sorted.map(([key, value]) => `${quoteJson(key, options)}:${again(value)}`).join(',')}}`
  }
  if (text.startsWith('[')) return `[${itemsOf(text).map(again).join(',')}]`
  if (text.startsWith('"')) return quoteJson(memberText(text), options)
  return /^[-\d]/.test(text) && options.numbers === 'float' ? jsonNumber(Number(text)) : text
}

/** A map of texts, as json.Marshal writes it. */
export function marshalTexts(texts: Iterable<readonly [Bytes, Bytes]>, {escapesHtml}: Pick<MarshalOptions, 'escapesHtml'>): Bytes {
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, value]) => `${quoteJson(key, {escapesHtml})}:${quoteJson(value, {escapesHtml})}`).join(',')}}`
}

function itemsOf(list: Bytes): Bytes[] {
  const scanner = new Scanner(list, 1)
  const items: Bytes[] = []
  for (let first = scanner.peek(true); first !== undefined && first !== ']'; first = scanner.peek(true)) items.push(scanner.take() ?? '')
  return items
}

/** For maps whose texts come as JavaScript strings: tags and labels. */
export function marshalRecord(record: Readonly<Record<string, string>>, options: Pick<MarshalOptions, 'escapesHtml'>): Bytes {
  return marshalTexts(
    Object.entries(record).map(([key, value]) => [bytesOf(key), bytesOf(value)] as const),
    options,
  )
}
