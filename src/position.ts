/** A place in a text file, both numbers counted from 1; columns count UTF-16 code units, as editors do. */
export interface Position {
  line: number
  column: number
}

/** Turns offsets of one text into lines and columns; the table of lines is built at the first question. */
export class LineIndex {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** @param offset index into the text in UTF-16 code units; past the end means the end. */
  position(offset: number): Position {
    this.#starts ??= lineStarts(this.#text)
    const starts = this.#starts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: Math.min(offset, this.#text.length) - (starts[low] ?? 0) + 1}
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** `file:line:column`, the form that editors and terminals make clickable. */
export function formatPlace(path: string, position?: Position): string {
  return position ? `${path}:${position.line}:${position.column}` : path
}
