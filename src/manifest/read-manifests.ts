import {GsecError} from '../errors.js'
import {formatPlace, LineIndex} from '../position.js'
import {decodeText} from './decode-text.js'
import {entryOf, type ManifestNode, type MapNode, textAt} from './node.js'
import {readSimpleYaml} from './read-simple-yaml.js'
import {readYaml, type YamlDocument} from './read-yaml.js'

/** A text file with its Kubernetes objects. Offsets are into `text`, in UTF-16 code units. */
export interface ManifestFile {
  path: string
  text: string
  byteOrderMark: '' | '\ufeff'
  format: 'yaml' | 'json'
  documents: readonly ManifestDocument[]
}

export interface ManifestDocument {
  file: ManifestFile
  /** Counted from 1 among the documents that hold something, as people count them. */
  number: number
  root: ManifestNode
  /** `path:line:column` of an offset, for messages. */
  place(offset: number): string
}

/** One Kubernetes object: a document, or an item of a List. */
export interface ManifestObject {
  document: ManifestDocument
  node: MapNode
  apiVersion: string | undefined
  kind: string | undefined
  /** True for an item of a `kind: List`. */
  isListItem: boolean
}

/**
 * Reads a file of manifests: YAML documents, one JSON object, or several JSON objects one after the other.
 * Documents without content are left out.
 * @throws GsecError MANIFEST_INVALID with file:line:column
 */
export function readManifests(bytes: Uint8Array, path: string): ManifestFile {
  const {text, byteOrderMark} = decodeText(bytes, path)
  const lines = new LineIndex(text)
  const isJson = /^\s*[[{]/.test(text)
  const documents: ManifestDocument[] = []
  const file: ManifestFile = {path, text, byteOrderMark, format: isJson ? 'json' : 'yaml', documents}
  const place = (offset: number) => formatPlace(path, lines.position(offset))
  for (const {root} of readStream(text, path, lines, isJson)) {
    if (root && !(root.kind === 'scalar' && root.value === null)) documents.push({file, number: documents.length + 1, root, place})
  }
  return file
}

function readStream(text: string, path: string, lines: LineIndex, isJson: boolean): YamlDocument[] {
  const parts = isJson ? splitJson(text) : undefined
  if (!parts) return (isJson ? undefined : readSimpleYaml(text)) ?? readYaml(text, path, lines)
  return parts.flatMap(([start, end]) => readYaml(text.slice(start, end), path, lines, start))
}

/** The ranges of several JSON values one after the other; undefined for a single one or for anything else. */
function splitJson(text: string): [number, number][] | undefined {
  const ranges: [number, number][] = []
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s"[\]{}]/gs
  let depth = 0
  let start = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [character = ''] = match[0]
    if (character === '{' || character === '[') {
      if (depth++ === 0) start = match.index
    } else if (character === '}' || character === ']') {
      if (--depth === 0) ranges.push([start, token.lastIndex])
    } else if (depth === 0) return undefined
  }
  return depth === 0 && ranges.length > 1 ? ranges : undefined
}

/**
 * The objects of a document: itself, or the items of a List.
 * @throws GsecError MANIFEST_INVALID when it, or an item, is no object
 */
export function objectsOf(document: ManifestDocument): ManifestObject[] {
  const {root} = document
  if (root.kind !== 'map') throw new GsecError('MANIFEST_INVALID', 'is not a Kubernetes object', {where: document.place(root.start)})
  const kind = textAt(root, 'kind')
  const items = entryOf(root, 'items')?.value
  if (items?.kind !== 'list' || (kind !== undefined && !kind.endsWith('List'))) return [objectOf(document, root, false)]
  return items.items.map(item => {
    if (item.kind === 'map') return objectOf(document, item, true)
    throw new GsecError('MANIFEST_INVALID', 'an item of the List is not a Kubernetes object', {where: document.place(item.start)})
  })
}

function objectOf(document: ManifestDocument, node: MapNode, isListItem: boolean): ManifestObject {
  return {document, node, apiVersion: textAt(node, 'apiVersion'), kind: textAt(node, 'kind'), isListItem}
}
