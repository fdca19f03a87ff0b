import {changedPaths} from '../changed-paths.js'
import {nodeAt, textAt} from '../node.js'
import type {ManifestFile} from '../read-manifests.js'
import {type AddressedChange, objectAt} from './change.js'

/**
 * Holds a changed file against what was asked for.
 * @returns a change that did something else as well, or not what it should; undefined when all is as it should be
 */
export function checkChanges(before: ManifestFile, after: ManifestFile, changes: readonly AddressedChange[]): AddressedChange | undefined {
  const [anyChange] = changes
  const wanted = new Set(changes.flatMap(pathsOf))
  const count = Math.max(before.documents.length, after.documents.length)
  for (let document = 0; document < count; document++) {
    const changed = changedPaths(before.documents[document]?.root, after.documents[document]?.root)
    if (!changed.every(path => wanted.has(idOf(document, path)))) return changes.find(({at}) => at.document === document) ?? anyChange
  }
  return changes.find(one => !isDone(after, one))
}

function pathsOf({object, path, change, at}: AddressedChange): string[] {
  const keys = change.kind === 'rename' ? [change.key, change.newKey] : [change.key]
  const prefix = object.isListItem ? ['items', String(at.object), ...path] : path
  return keys.map(key => idOf(at.document, [...prefix, key]))
}

function idOf(document: number, path: readonly string[]): string {
  return JSON.stringify([document, ...path])
}

function isDone(after: ManifestFile, {object, path, change, at}: AddressedChange): boolean {
  const now = objectAt(after, at)?.node
  if (change.kind === 'set') return sameText(textAt(now, ...path, change.key), change.value)
  if (nodeAt(now, ...path, change.key)) return false
  return change.kind === 'remove' || sameText(textAt(now, ...path, change.newKey), textAt(object.node, ...path, change.key))
}

/** A literal block may wrap a text, and ends it with a line break; base64 means the same with and without. */
function sameText(now: string | undefined, wanted: string | undefined): boolean {
  return now !== undefined && wanted !== undefined && now.replace(/\n/g, '') === wanted.replace(/\n/g, '')
}
