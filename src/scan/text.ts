/** A range of bytes, the end not included. */
export interface Range {
  start: number
  end: number
}

/** Where one character of a derived text stands in the text that it was derived from. */
type Origin = (offset: number) => Range

/**
 * Text as a scan sees it: one character a byte (Latin-1), so that an offset into the text is an offset into the bytes and
 * nothing is decoded before something is found. Text that was unfolded, unquoted or decoded from other text knows the way back.
 */
export class Text {
  #content: string | Buffer
  readonly #parent: Text | undefined
  readonly #origin: Origin | undefined

  private constructor(content: string | Buffer, parent?: Text, origin?: Origin) {
    this.#content = content
    this.#parent = parent
    this.#origin = origin
  }

  /** The bytes become characters when somebody asks for them: for most files nobody does. */
  static ofFile(bytes: Buffer): Text {
    return new Text(bytes)
  }

  get content(): string {
    if (typeof this.#content !== 'string') this.#content = this.#content.toString('latin1')
    return this.#content
  }

  /** @param origin asked only for what is reported, so it may take its time. */
  derive(content: string, origin: Origin): Text {
    return new Text(content, this, origin)
  }

  /** A piece of this text as a text of its own. */
  slice(start: number, end: number): Text {
    return this.derive(this.content.slice(start, end), offset => ({start: start + offset, end: start + offset + 1}))
  }

  get isFile(): boolean {
    return this.#parent === undefined
  }

  /** The bytes of the file from which the characters from `start` to `end` come. */
  rangeInFile(start: number, end: number): Range {
    if (!this.#parent || !this.#origin) return {start, end}
    const first = this.#origin(start)
    const last = end > start ? this.#origin(end - 1) : {start: first.start, end: first.start}
    return this.#parent.rangeInFile(first.start, last.end)
  }

  bytes(): Buffer {
    return Buffer.from(this.content, 'latin1')
  }
}

/** The text that people see, from characters that are bytes. */
export function readable(content: string): string {
  return Buffer.from(content, 'latin1').toString('utf8')
}
