import {firstAfter} from './sorted.js'
import type {Range} from './text.js'

const LINE = /[ \t]{0,8}["']?([A-Za-z]{1,60})["']?[ \t\r]{0,8}(?:#[^\n]{0,200})?(?:\n|$)/y
const NEWLINE = 10

/**
 * The kind of a YAML document by its text alone, before it is walked: what `kind:` at the beginning of a line says.
 * @param kinds offsets after the word, in ascending order
 * @returns an empty text for a document that has no such word; undefined where only a walk can tell
 */
export function topKind(content: string, {start, end}: Range, kinds: readonly number[]): string | undefined {
  const from = firstAfter(kinds, start)
  for (let index = from; index < kinds.length; index++) {
    const at = kinds[index] as number
    if (at > end) break
    const before = at - 'kind:'.length
    if (before > start && content.charCodeAt(before - 1) !== NEWLINE) continue
    LINE.lastIndex = at
    return LINE.exec(content)?.[1]
  }
  return (kinds[from] ?? Number.POSITIVE_INFINITY) > end ? '' : undefined
}
