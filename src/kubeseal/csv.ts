/** The fields of a text, or why it has none, as Go's encoding/csv puts it. */
export type CsvRecord = {fields: string[]} | {fault: string}

/**
 * Splits a comma-separated list as pflag's string lists do: the first record, quotes around a field, `""` inside them.
 * https://pkg.go.dev/encoding/csv#Reader
 */
export function readCsvRecord(text: string): CsvRecord {
  // empty lines before the record are skipped, what follows it is not read
  const source = text.replaceAll('\r\n', '\n').replace(/^\n+/, '')
  if (text === '') return {fields: []}
  return source === '' ? {fault: 'EOF'} : new RecordReader(source, text.length - source.length).read()
}

const EXTRANEOUS = 'extraneous or missing " in quoted-field'

class RecordReader {
  readonly #text: string
  readonly #firstLine: number
  #at = 0

  constructor(text: string, skipped: number) {
    this.#text = text
    this.#firstLine = skipped + 1
  }

  read(): CsvRecord {
    const fields: string[] = []
    for (;;) {
      const field = this.#text[this.#at] === '"' ? this.#quoted() : this.#bare()
      if (typeof field !== 'string') return field
      fields.push(field)
      if (this.#text[this.#at] !== ',') return {fields}
      this.#at++
    }
  }

  #bare(): string | {fault: string} {
    const field = this.#text.slice(this.#at).replace(/[,\n].*$/s, '')
    const mark = field.indexOf('"')
    if (mark !== -1) return this.#fault(this.#at + mark, 'bare " in non-quoted-field')
    this.#at += field.length
    return field
  }

  #quoted(): string | {fault: string} {
    let field = ''
    for (let at = this.#at + 1; ; ) {
      const end = this.#text.indexOf('"', at)
      if (end === -1) return this.#fault(this.#text.length, EXTRANEOUS)
      field += this.#text.slice(at, end)
      const next = this.#text[end + 1]
      if (next !== '"') {
        if (next !== undefined && next !== ',' && next !== '\n') return this.#fault(end, EXTRANEOUS)
        this.#at = end + 1
        return field
      }
      field += '"'
      at = end + 2
    }
  }

  /** Columns count bytes from 1. */
  #fault(offset: number, reason: string): {fault: string} {
    const before = this.#text.slice(0, offset)
    const breaks = before.split('\n').length - 1
    const column = Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1)) + 1
    const line = this.#firstLine + breaks
    const place = breaks === 0 ? 'parse error' : `record on line ${this.#firstLine}; parse error`
    return {fault: `${place} on line ${line}, column ${column}: ${reason}`}
  }
}
