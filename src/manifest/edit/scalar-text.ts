import type {ScalarNode} from '../node.js'
import {scalarStyle} from '../scalar-style.js'
import {writeScalar} from '../write-scalar.js'
import {lineBreakNear, lineStart, nextLine, type TextEdit} from './text-edit.js'

/** The quotes that a scalar of the file stands in. */
export type Quote = '"' | "'" | ''

export function quoteOf(text: string, node: ScalarNode | undefined): Quote {
  const first = node && text[node.start]
  return first === '"' || first === "'" ? first : ''
}

/** A text of one line as a scalar: in the given quotes, or without where go-yaml would need none. */
export function scalarText(value: string, quote: Quote, isInFlow: boolean): string {
  if (quote === '"') return JSON.stringify(value)
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`
  const style = scalarStyle(value)
  if (style === 'plain' && isInFlow && /[,[\]{}]/.test(value)) return JSON.stringify(value)
  return writeScalar(value, style, {column: 0, indent: 0, folds: false})
}

/** Writes another text of one line in the place of a scalar, in the same style. */
export function replaceScalar(text: string, node: ScalarNode, value: string, isInFlow: boolean): TextEdit {
  const header = text[node.start]
  const block = header === '|' || header === '>' ? blockContent(text, node) : undefined
  if (!block) return {start: node.start, end: node.end, text: scalarText(value, quoteOf(text, node), isInFlow)}
  const {start, end, indent, width} = block
  // a folded block makes spaces of its line breaks, a literal one keeps them: only there may long text be wrapped as before
  const lines = header === '|' && width !== undefined ? wrapped(value, width) : [value]
  return {start, end, text: lines.join(lineBreakNear(text, node.start) + indent)}
}

/** From the first character to the last one of a block scalar's lines; undefined when it has none. */
function blockContent(text: string, node: ScalarNode) {
  const all = text.slice(nextLine(text, node.start), node.end)
  const lines = all.split('\n').filter(line => line.trim() !== '')
  const [first, second] = lines
  if (first === undefined) return undefined
  const start = nextLine(text, node.start) + all.search(/\S/)
  const end = nextLine(text, node.start) + all.trimEnd().length
  const indent = text.slice(lineStart(text, start), start)
  return {start, end, indent, width: second === undefined ? undefined : first.trim().length}
}

function wrapped(value: string, width: number): string[] {
  return Array.from({length: Math.ceil(value.length / width)}, (_, index) => value.slice(index * width, (index + 1) * width))
}
