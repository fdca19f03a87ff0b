import type {ListNode, ManifestNode, MapEntry, MapNode, ScalarNode} from './node.js'
import type {YamlDocument} from './read-yaml.js'
import {resolvePlain} from './resolve-plain.js'
import {plainScalar} from './scalar-value.js'

// Most manifests are block maps and block lists of plain, quoted or literal (|) text. Reading just these line by line is
// an order of magnitude faster than a whole YAML parser. Whatever is not certainly of this form is left to the real one; a
// property test holds the two against each other.

/** The documents of a stream in the simple form, as `readYaml` would read them; undefined for any other text. */
export function readSimpleYaml(text: string): YamlDocument[] | undefined {
  if (/[\t\r\0]/.test(text)) return undefined
  try {
    return new LineReader(text).documents()
  } catch (error) {
    if (error === DECLINED) return undefined
    throw error
  }
}

/** Thrown to leave the text to the real parser; never leaves this file. */
const DECLINED = new Error('not in the simple form')

// A plain text in which no character can mean anything to YAML: no ": ", no " #", no indicator at the beginning.
const PLAIN_START = 'A-Za-z0-9+/._'
const PLAIN = `[${PLAIN_START}](?:[A-Za-z0-9+/._=,@%^()$~;<>-]| (?=[A-Za-z0-9+/._=@^()$~;<>-])|:(?=[A-Za-z0-9+/._=-]))*`
const SCALAR = `(${PLAIN})|"([^"\\\\\\n]*)"|'([^'\\n]*)'`
const LINE = new RegExp(
  `( *)(?:(- +)?(?:([A-Za-z0-9_./][A-Za-z0-9_./-]*):(?: (?:${SCALAR}|(\\|-?)))?|(?<=- )(?:${SCALAR}))|(---)|(#.*)?)(?:\\n|$)`,
  'y',
)

interface Line {
  /** Where the key, or the scalar of a list, begins. */
  start: number
  /** Column of that place. */
  indent: number
  /** Place and column of the dash that makes the line the first of a list item. */
  dash: {start: number; indent: number} | undefined
  /** Undefined for a scalar in a list. */
  key: string | undefined
  /** Plain text, quoted text, or the header of a literal block. */
  plain: string | undefined
  quoted: string | undefined
  literal: string | undefined
  end: number
}

class LineReader {
  readonly #text: string
  #at = 0
  #line: Line | '---' | undefined

  constructor(text: string) {
    this.#text = text
    this.#next()
  }

  documents(): YamlDocument[] {
    const documents: YamlDocument[] = []
    while (this.#line !== undefined) {
      if (this.#line === '---') this.#next()
      documents.push({root: this.#line === undefined || this.#line === '---' ? undefined : this.#root(this.#line)})
    }
    return documents
  }

  #root(first: Line): MapNode {
    if (first.indent !== 0 || first.dash) throw DECLINED
    return this.#map(first, first.key)
  }

  /** Moves on to the next line that says something. */
  #next(): void {
    while (this.#at < this.#text.length) {
      const start = this.#at
      LINE.lastIndex = start
      const match = LINE.exec(this.#text)
      if (!match) throw DECLINED
      this.#at = LINE.lastIndex
      const [, spaces = '', dash = '', key, plain, double, single, literal, itemPlain, itemDouble, itemSingle, marker] = match
      if (marker !== undefined) {
        if (spaces !== '') throw DECLINED
        this.#line = '---'
        return
      }
      if (key !== undefined || dash !== '') {
        const indent = spaces.length + dash.length
        this.#line = {
          start: start + indent,
          indent,
          dash: dash === '' ? undefined : {start: start + spaces.length, indent: spaces.length},
          key,
          plain: plain ?? itemPlain,
          quoted: double ?? single ?? itemDouble ?? itemSingle,
          literal,
          end: this.#at,
        }
        return
      }
    }
    this.#line = undefined
  }

  /** @param key of the first line, which may stand behind a dash */
  #map(first: Line, key: string | undefined): MapNode {
    const entries: MapEntry[] = []
    let line: Line | '---' | undefined = first
    let name = key
    while (name !== undefined && isLine(line) && line.indent === first.indent) {
      entries.push(this.#entry(line, name))
      line = this.#line
      name = isLine(line) && !line.dash ? line.key : undefined
    }
    // what follows is deeper: it would go on with a text above, or be an error
    if (isLine(line) && (line.indent === first.indent ? line.dash === undefined : columnOf(line) >= first.indent)) throw DECLINED
    return {kind: 'map', entries, start: first.start, end: entries.at(-1)?.value.end ?? first.start}
  }

  #entry(line: Line, name: string): MapEntry {
    if (resolvePlain(name) !== 'string') throw DECLINED
    const keyEnd = line.start + name.length
    const key: ScalarNode = {kind: 'scalar', value: name, text: name, start: line.start, end: keyEnd}
    const valueStart = keyEnd + 2
    if (line.literal !== undefined) return {key, value: this.#literal(line, valueStart)}
    this.#next()
    if (line.plain === undefined && line.quoted === undefined) return {key, value: this.#block(line) ?? emptyAt(keyEnd + 1)}
    return {key, value: scalarOf(line, valueStart)}
  }

  /** The map or list below a key without a value of its own; a list may stand in the key's column. */
  #block({indent}: Line): ManifestNode | undefined {
    const next = this.#line
    if (!isLine(next)) return undefined
    if (next.dash) return next.dash.indent >= indent ? this.#list(next.dash) : undefined
    return next.indent > indent ? this.#map(next, next.key) : undefined
  }

  #list({start, indent}: {start: number; indent: number}): ListNode {
    const items: ManifestNode[] = []
    let line = this.#line
    while (isLine(line) && line.dash?.indent === indent) {
      items.push(this.#item(line))
      line = this.#line
    }
    return {kind: 'list', items, start, end: items.at(-1)?.end ?? start}
  }

  #item(line: Line): ManifestNode {
    if (line.key !== undefined) return this.#map(line, line.key)
    this.#next()
    return scalarOf(line, line.start)
  }

  /** The lines of a `|` block: deeper than its key, all indented at least like the first. */
  #literal({indent, literal}: Line, start: number): ScalarNode {
    const lines: string[] = []
    let blockIndent = 0
    let end = this.#at
    while (this.#at < this.#text.length) {
      const lineEnd = this.#text.indexOf('\n', this.#at)
      const stop = lineEnd === -1 ? this.#text.length : lineEnd
      const line = this.#text.slice(this.#at, stop)
      const spaces = line.length - line.trimStart().length
      if (spaces === line.length) {
        // blank lines are content or not depending on what follows: rare enough to leave alone
        throw DECLINED
      }
      if (spaces <= indent) break
      if (lines.length === 0) blockIndent = spaces
      if (spaces < blockIndent) throw DECLINED
      lines.push(line.slice(blockIndent))
      this.#at = lineEnd === -1 ? stop : lineEnd + 1
      end = this.#at
    }
    if (lines.length === 0 || !this.#text.startsWith('\n', end - 1)) throw DECLINED
    this.#next()
    const value = lines.join('\n') + (literal === '|-' ? '' : '\n')
    return {kind: 'scalar', value, text: value, start, end}
  }
}

const isLine = (line: Line | '---' | undefined): line is Line => line !== undefined && line !== '---'

/** Where a line begins: at its dash or its key. */
const columnOf = ({dash, indent}: Line) => dash?.indent ?? indent

function scalarOf({plain, quoted = ''}: Line, start: number): ManifestNode {
  if (plain === undefined) return {kind: 'scalar', value: quoted, text: quoted, start, end: start + quoted.length + 2}
  return {kind: 'scalar', ...plainScalar(plain), start, end: start + plain.length}
}

/** A key without a value: its place is the one behind the colon. */
function emptyAt(offset: number): ScalarNode {
  return {kind: 'scalar', value: null, text: 'null', start: offset, end: offset}
}
