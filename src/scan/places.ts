import type {Position} from '../position.js'
import {lastWhere} from './sorted.js'

const MARK = Buffer.from([0xef, 0xbb, 0xbf])
const NEWLINE = 10

/** Lines and columns of places in bytes, and the text of lines. Columns count UTF-16 code units, as editors do. */
export class Places {
  readonly #bytes: Buffer
  readonly #starts: number[]
  /** The last answer: places are asked for from the left to the right, and a line may be very long. */
  #last = {line: -1, offset: 0, column: 1}

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#starts = [bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0]
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) this.#starts.push(at + 1)
  }

  /** @param offset in bytes */
  position(offset: number): Position {
    const line = this.#lineOf(offset)
    const start = this.#starts[line] ?? 0
    const isAhead = this.#last.line === line && this.#last.offset <= offset
    const from = isAhead ? this.#last.offset : start
    const column = (isAhead ? this.#last.column : 1) + this.#bytes.toString('utf8', from, Math.max(from, offset)).length
    this.#last = {line, offset: Math.max(from, offset), column}
    return {line: line + 1, column}
  }

  get lineCount(): number {
    return this.#starts.length
  }

  /** The text of a line, counted from 1, without its line break; of a very long one the beginning. */
  line(number: number): string {
    const start = this.#starts[number - 1]
    if (start === undefined) return ''
    const end = (this.#starts[number] ?? this.#bytes.length + 1) - 1
    return this.#bytes.toString('utf8', start, Math.min(end, start + LONGEST_LINE))
  }

  #lineOf(offset: number): number {
    const line = lastWhere(this.#starts, start => start <= offset)
    return Math.max(0, line)
  }
}

const LONGEST_LINE = 20_000
