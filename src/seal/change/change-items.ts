import {GsecError} from '../../errors.js'
import type {EntryChange} from '../../manifest/edit/change.js'
import {editFile} from '../../manifest/edit/edit-file.js'
import {dataKeyFault} from '../../manifest/names.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import {suggestionFor} from '../../suggestion.js'
import {shownKey} from '../shown-names.js'

/** Where the ciphertexts of a SealedSecret stand. */
const ENCRYPTED_DATA = ['spec', 'encryptedData'] as const

/** A change to one key; a new value is base64 of its envelope. */
export interface ItemChange {
  sealed: SealedSecretManifest
  change: EntryChange
}

/**
 * The text of a file after changes to SealedSecrets in it, byte order mark included. Every other byte is as it was.
 * @throws GsecError EDIT_REFUSED, and USAGE for a key that is twice in its map
 */
export function changeItems(changes: readonly [ItemChange, ...ItemChange[]]): string {
  for (const {sealed, change} of changes) refuseDuplicate(sealed, change.key)
  const [{sealed}] = changes
  const file = editFile(
    sealed.object.document.file,
    changes.map(one => ({object: one.sealed.object, path: ENCRYPTED_DATA, change: one.change})),
  )
  return file.byteOrderMark + file.text
}

/** Refuses what no key of a Secret may be. @throws GsecError USAGE */
export function checkNewKey(key: string): void {
  const fault = dataKeyFault(key)
  if (fault) throw new GsecError('USAGE', `the key ${fault}`)
}

/** Refuses a key that a SealedSecret has not. @throws GsecError USAGE with the nearest one */
export function checkKnownKey({items, place}: SealedSecretManifest, key: string): void {
  const keys = items.map(item => item.key)
  if (keys.includes(key)) return
  const meant = suggestionFor(key, keys)
  throw new GsecError('USAGE', `the SealedSecret has no key "${key}"`, {
    where: place,
    hint: meant ? `did you mean ${meant}?` : `it has ${keys.map(shownKey).join(', ') || 'none'}`,
  })
}

/** Refuses a key that another value has already. @throws GsecError USAGE */
export function refuseTakenKey({items, object}: SealedSecretManifest, key: string): void {
  const taken = items.find(item => item.key === key)
  if (!taken) return
  const where = object.document.place(taken.keyNode.start)
  throw new GsecError('USAGE', `the SealedSecret has a key "${key}" already`, {where, hint: 'remove that one first with "gsec unset"'})
}

/** Kubernetes takes the last of two equal keys; which one a change means is for people to say. */
function refuseDuplicate({items, object}: SealedSecretManifest, key: string): void {
  const [, second] = items.filter(item => item.key === key)
  if (!second) return
  throw new GsecError('MANIFEST_INVALID', 'a key stands here for the second time in its map', {
    where: object.document.place(second.keyNode.start),
    hint: 'keep one of the two',
  })
}
