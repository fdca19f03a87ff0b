import {characters, decode, isStray} from './bytes.js'
import type {Bytes} from './value.js'

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/**
 * A string as Go writes it: what is not UTF-8 becomes U+FFFD, line separators are escaped. https://pkg.go.dev/encoding/json#Marshal
 * @param options.escapesHtml json.Marshal escapes <, > and &; an encoder with SetEscapeHTML(false) does not
 */
export function quoteJson(text: Bytes, {escapesHtml}: {escapesHtml: boolean}): Bytes {
  const made = characters(text).map(character => {
    const escaped = ESCAPES[character]
    if (escaped) return escaped
    if (isStray(character)) return '\\ufffd'
    const code = decode(character).codePointAt(0) ?? 0
    const isEscaped = code < 0x20 || code === 0x2028 || code === 0x2029 || (escapesHtml && '<>&'.includes(character))
    return isEscaped ? `\\u${code.toString(16).padStart(4, '0')}` : character
  })
  return `"${made.join('')}"`
}
