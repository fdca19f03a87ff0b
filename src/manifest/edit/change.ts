import {type ManifestFile, type ManifestObject, objectsOf} from '../read-manifests.js'

/** One change to a map of texts. No key is named by two changes of one call. */
export type EntryChange =
  | {kind: 'set'; key: string; value: string}
  | {kind: 'remove'; key: string}
  | {kind: 'rename'; key: string; newKey: string}

export interface ObjectChange {
  object: ManifestObject
  /** The keys that lead to the map. */
  path: readonly string[]
  change: EntryChange
}

/** An object by its place among the documents of a file, which no change moves. */
export interface Address {
  document: number
  object: number
}

export type AddressedChange = ObjectChange & {at: Address}

export function addressOf({document, node}: ManifestObject): Address {
  return {document: document.file.documents.indexOf(document), object: objectsOf(document).findIndex(one => one.node === node)}
}

/** The object at an address, in a file that was read anew. */
export function objectAt(file: ManifestFile, {document, object}: Address): ManifestObject | undefined {
  const found = file.documents[document]
  return found && objectsOf(found)[object]
}
