import type {Range} from '../text.js'
import {isWhiteOrEnd} from './characters.js'

/** UTF-8's byte order mark, one character a byte. */
const MARK = '\xef\xbb\xbf'
const MARKER_LENGTH = 4

/**
 * The documents of a stream: what stands between lines that begin with `---` or `...`.
 * @param markers offsets after each line break that such a line follows, in ascending order
 */
export function yamlDocuments(content: string, markers: readonly number[]): Range[] {
  const documents: Range[] = []
  let start = content.startsWith(MARK) ? MARK.length : 0
  if (content.startsWith('---', start)) start += 3
  for (const after of markers) {
    // four dashes, or a word after three, are content
    if (!isWhiteOrEnd(content.charCodeAt(after))) continue
    const end = after - MARKER_LENGTH
    if (end > start) documents.push({start, end})
    start = after
  }
  if (content.length > start) documents.push({start, end: content.length})
  return documents
}
