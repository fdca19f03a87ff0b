import {isBreak, isPrintable, type ScalarStyle} from './scalar-style.js'

/** Where a scalar is written: `column` is that of its first character, `indent` that of its further lines. */
export interface ScalarPlace {
  column: number
  indent: number
  /** False in a key, which stays on its line. */
  folds: boolean
}

/** Text behind this column goes on in the next line, from the next lone space on. */
const WIDTH = 80

/**
 * Writes a string in a style that it allows, folded as go-yaml folds it. Without a final line break, unless the style is
 * literal and the text ends in one.
 * https://github.com/yaml/go-yaml/blob/v2.4.3/emitterc.go (yaml_emitter_write_…_scalar)
 */
export function writeScalar(text: string, style: ScalarStyle, place: ScalarPlace): string {
  switch (style) {
    case 'plain':
      return fold(text, place)
    case 'single':
      return `'${foldSingle(text.replaceAll("'", "''"), {...place, column: place.column + 1})}'`
    case 'double':
      return `"${foldDouble(text, {...place, column: place.column + 1})}"`
    case 'literal':
      return `|${literalHints(text)}\n${text.replace(/[^\n\u2028\u2029]+/g, line => ' '.repeat(place.indent) + line)}`
  }
}

/** Breaks at single spaces inside the text. */
function fold(text: string, {column, indent, folds}: ScalarPlace): string {
  if (!folds || column + text.length <= WIDTH) return text
  const lineBreak = `\n${' '.repeat(indent)}`
  const last = text.length - 1
  let folded = ''
  let lineStart = 0
  let lineColumn = column
  for (let at = text.indexOf(' ', 1); at !== -1 && at < last; at = text.indexOf(' ', at + 1)) {
    if (lineColumn + at - lineStart <= WIDTH || text[at - 1] === ' ' || text[at + 1] === ' ') continue
    folded += text.slice(lineStart, at) + lineBreak
    lineStart = at + 1
    lineColumn = indent
  }
  return folded + text.slice(lineStart)
}

/** Line and paragraph separators are line breaks that stay as they are, followed by the indent. */
function foldSingle(text: string, place: ScalarPlace): string {
  const [first = '', ...rest] = text.split(/([\u2028\u2029]+)/)
  let folded = fold(first, place)
  rest.forEach((part, index) => {
    const isSeparator = index % 2 === 0
    if (isSeparator) folded += part
    else if (part !== '') folded += ' '.repeat(place.indent) + fold(part, {...place, column: place.indent})
  })
  return folded
}

const BYTE_ORDER_MARK = 0xfeff
const SPACE = 0x20

function foldDouble(text: string, {column, indent, folds}: ScalarPlace): string {
  const lineBreak = `\n${' '.repeat(indent)}`
  // go-yaml looks for the mark at the start of the text whenever it asks whether a character is one
  const escapesAll = text.charCodeAt(0) === BYTE_ORDER_MARK
  const last = text.length - 1
  let folded = ''
  let lineColumn = column
  let previous = 0
  for (let at = 0; at <= last; at++) {
    const unit = text.charCodeAt(at)
    let written = text.charAt(at)
    if (escapesAll || isEscaped(unit)) {
      const point = text.codePointAt(at) ?? unit
      written = escaped(point)
      if (point > 0xffff) at++
    } else if (unit === SPACE && folds && lineColumn > WIDTH && previous !== SPACE && at > 0 && at < last) {
      folded += lineBreak
      lineColumn = indent
      // a space at the start of a line would be lost
      written = text.charCodeAt(at + 1) === SPACE ? '\\' : ''
    }
    folded += written
    lineColumn += written.length
    previous = unit
  }
  return folded
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

function isEscaped(unit: number): boolean {
  return unit === QUOTE || unit === BACKSLASH || !isPrintable(unit) || isBreak(unit)
}

const escapes = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [QUOTE, '\\"'],
  [BACKSLASH, '\\\\'],
  [0x85, '\\N'],
  [0xa0, '\\_'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
])

function escaped(point: number): string {
  const short = escapes.get(point)
  if (short !== undefined) return short
  const hex = point.toString(16).toUpperCase()
  if (point <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return point <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** The indentation where the text begins with white space, and what becomes of its final line breaks. */
function literalHints(text: string): string {
  const first = text.charCodeAt(0)
  const indentation = first === SPACE || isBreak(first) ? '2' : ''
  const last = text.length - 1
  if (!isBreak(text.charCodeAt(last))) return `${indentation}-`
  return last === 0 || isBreak(text.charCodeAt(last - 1)) ? `${indentation}+` : indentation
}
