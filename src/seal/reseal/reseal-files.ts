import type {ManifestFile} from '../../manifest/read-manifests.js'
import {changeItems, type ItemChange} from '../change/change-items.js'
import type {Renewal} from './renewal.js'

/** A file with new ciphertexts, and every other byte as it was. */
export interface ResealedFile {
  path: string
  text: string
  values: number
}

/** The files in which any value was renewed. @throws GsecError EDIT_REFUSED */
export function resealedFiles(renewals: readonly Renewal[]): ResealedFile[] {
  const changes = new Map<ManifestFile, ItemChange[]>()
  for (const {sealed, renewed} of renewals) {
    const {file} = sealed.object.document
    const own = [...renewed].map(([key, value]) => ({sealed, change: {kind: 'set' as const, key, value}}))
    changes.set(file, [...(changes.get(file) ?? []), ...own])
  }
  return [...changes].flatMap(([{path}, [first, ...others]]) => {
    if (!first) return []
    return [{path, text: changeItems([first, ...others]), values: others.length + 1}]
  })
}
