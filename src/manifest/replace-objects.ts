import {emitJson} from './emit-json.js'
import {emitYaml} from './emit-yaml.js'
import type {ManifestNode} from './node.js'
import type {ManifestFile, ManifestObject} from './read-manifests.js'
import type {PlainValue} from './value.js'

export interface ObjectReplacement {
  object: ManifestObject
  value: PlainValue
}

/**
 * The text of a file with some of its objects replaced and every other byte as it was: comments between documents,
 * other kinds, line endings, the byte order mark. Comments inside a replaced object go with it.
 */
export function replaceObjects(file: ManifestFile, replacements: readonly ObjectReplacement[]): string {
  const {text} = file
  const ordered = [...replacements].sort((a, b) => a.object.node.start - b.object.node.start)
  let result = file.byteOrderMark as string
  let at = 0
  for (const {object, value} of ordered) {
    const start = object.node.start
    result += text.slice(at, start) + written(text, start, isInFlow(object), value)
    at = contentEnd(text, object.node)
    if (text[start] !== '{') at = skipRestOfLine(text, at)
  }
  return result + text.slice(at)
}

/** The object as text that fits where it stands: indented by its column, with the line endings of the file. */
function written(text: string, start: number, isFlow: boolean, value: PlainValue): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const before = text.slice(lineStart, start)
  const body = (isFlow ? emitJson(value) : emitYaml(value)).trimEnd()
  // a block cannot begin behind the marker of its document
  const lead = !isFlow && before.startsWith('---') ? '\n' : ''
  const indent = isFlow ? (/^\s*/.exec(before)?.[0] ?? '') : ' '.repeat(before.startsWith('---') ? 0 : before.length)
  const lines = (lead + body).split('\n').map((line, index) => (index === 0 || line === '' ? line : indent + line))
  return lines.join(text.includes('\r\n') ? '\r\n' : '\n')
}

/** JSON has no blocks; neither has a YAML list in brackets. */
function isInFlow({document, node, isListItem}: ManifestObject): boolean {
  const {text, format} = document.file
  return format === 'json' || (isListItem && text[document.root.start] === '{') || (isListItem && text[node.start] === '{')
}

/** Where a node's own text ends. A block's range runs on over blank lines and comments; its last leaf does not. */
function contentEnd(text: string, node: ManifestNode): number {
  if (node.kind === 'scalar' || text[node.start] === '{' || text[node.start] === '[') return trimmedEnd(text, node)
  const last = node.kind === 'map' ? node.entries.map(({value}) => value) : node.items
  return Math.max(node.start, ...last.map(child => contentEnd(text, child)))
}

function trimmedEnd(text: string, {start, end}: ManifestNode): number {
  return start + text.slice(start, end).trimEnd().length
}

/** A comment behind the last value belongs to it. */
function skipRestOfLine(text: string, at: number): number {
  const rest = /[^\r\n]*/y
  rest.lastIndex = at
  return at + (rest.exec(text)?.[0].length ?? 0)
}
