import {GsecError} from '../errors.js'
import {type ManifestNode, textAt} from './node.js'
import {type ManifestFile, type ManifestObject, objectsOf, readManifests} from './read-manifests.js'
import {replaceObjects} from './replace-objects.js'
import {entriesOf, type PlainMap, type PlainObject} from './value.js'

/** An object that a file is to hold, and the text of its document. */
export interface NewDocument {
  value: PlainObject
  text: string
}

/**
 * A file with one more document at its end, every other byte as it was. An object of the same kind and name is replaced
 * in its place, where that is allowed.
 * @param path for messages
 * @throws GsecError FILE_EXISTS for an object that is there already, EDIT_REFUSED or MANIFEST_INVALID where nothing can be added
 */
export function appendDocument(existing: Uint8Array, path: string, added: NewDocument, {mayReplace}: {mayReplace: boolean}): string {
  const file = readManifests(existing, path)
  if (file.format === 'json')
    throw new GsecError('EDIT_REFUSED', 'is JSON, to which no document can be added', {where: path, hint: 'write to another file'})
  const same = file.documents
    .filter(({root}) => root.kind === 'map')
    .flatMap(objectsOf)
    .filter(object => isSame(object, added.value))
  if (same.length > 0 && !mayReplace) throw alreadyThere(file, same)
  if (same.length > 0)
    return replaceObjects(
      file,
      same.map(object => ({object, value: added.value})),
    )
  refuseOpenEnd(file)
  return `${file.byteOrderMark}${file.text}${joint(file.text)}${inLinesOf(file.text, added.text)}`
}

function alreadyThere(file: ManifestFile, [first]: readonly ManifestObject[]): GsecError {
  const where = first?.document.place(first.node.start) ?? file.path
  return new GsecError('FILE_EXISTS', 'an object of this kind and name is in the file already', {where, hint: 'give --force to replace it'})
}

function isSame({kind, node}: ManifestObject, value: PlainObject): boolean {
  const metadata = new Map(entriesOf(value['metadata'] as PlainObject | PlainMap))
  const names = ['name', 'namespace'].map(field => [textAt(node, 'metadata', field) ?? '', metadata.get(field) ?? ''])
  return kind === value['kind'] && names.every(([there, wanted]) => there === wanted)
}

/** What stands between the file and the new document. */
function joint(text: string): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n'
  const end = text === '' || /\n$/.test(text) ? '' : lineBreak
  const meaning = text.split(/\r?\n/).filter(line => !/^\s*(#.*)?$/.test(line))
  return meaning.length === 0 || /^---\s*(#.*)?$/.test(meaning.at(-1) ?? '') ? end : `${end}---${lineBreak}`
}

const inLinesOf = (text: string, added: string) => (text.includes('\r\n') ? added.replaceAll('\n', '\r\n') : added)

/** A block scalar that ends with the file has no line break at its end, and would get one. */
function refuseOpenEnd({text, documents, path}: ManifestFile): void {
  const last = documents.at(-1)
  if (!last || text.endsWith('\n') || !/[|>]/.test(text.charAt(lastLeaf(last.root).start))) return
  throw new GsecError('EDIT_REFUSED', 'adding a document would change the value at the end of the file', {
    where: path,
    hint: 'end the file with a line break',
  })
}

function lastLeaf(node: ManifestNode): ManifestNode {
  const child = node.kind === 'map' ? node.entries.at(-1)?.value : node.kind === 'list' ? node.items.at(-1) : undefined
  return child ? lastLeaf(child) : node
}
