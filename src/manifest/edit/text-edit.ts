/** Replaces the characters from `start` to `end` (exclusive) of a text; an insertion has both equal. UTF-16 code units. */
export interface TextEdit {
  start: number
  end: number
  text: string
}

/** The text after all edits; their ranges do not overlap. Every other character stays. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}

/** Where the line of a character begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Where the next line begins; the end of the text when there is none. */
export function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found === -1 ? text.length : found + 1
}

/** The line break that ends at an offset, "" where none does. */
export function breakBefore(text: string, at: number): string {
  if (text[at - 1] !== '\n') return ''
  return text[at - 2] === '\r' ? '\r\n' : '\n'
}

/** The line break of a line, or of the text's first line where that one has none. */
export function lineBreakNear(text: string, at: number): string {
  return breakBefore(text, nextLine(text, at)) || breakBefore(text, nextLine(text, 0)) || '\n'
}

/** How many characters stand before one on its line. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}
