import type {KeyObject} from 'node:crypto'
import {labelFor} from '../../crypto/label.js'
import {GsecError} from '../../errors.js'
import type {EntryChange} from '../../manifest/edit/change.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'
import {sealOne} from '../seal-values.js'
import {changeItems} from './change-items.js'
import type {ValueChange} from './value-changes.js'

/**
 * The text of the file with new values sealed, keys renamed and removed, and every other byte as it was.
 * @param now the SealedSecret as it is in the file
 * @param seen the same as its values were opened: another ciphertext by now would be lost, another name or scope shuts the others out
 * @throws GsecError EDIT_REFUSED
 */
export function applyValueChanges(
  {sealed, binding}: BoundSealedSecret,
  seen: BoundSealedSecret,
  changes: readonly ValueChange[],
  publicKey: KeyObject,
): string {
  const label = labelFor(binding)
  if (ciphertextsOf(sealed) !== ciphertextsOf(seen.sealed) || label !== labelFor(seen.binding)) {
    throw new GsecError('EDIT_REFUSED', 'somebody else changed this SealedSecret in the meantime: nothing was changed', {
      where: sealed.place,
      hint: 'run the command again',
    })
  }
  const entryChanges = changes.map((change): EntryChange => {
    return change.kind === 'set' ? {...change, value: sealOne({value: change.value, label}, publicKey)} : change
  })
  const [first, ...others] = entryChanges.map(change => ({sealed, change}))
  const {byteOrderMark, text} = sealed.object.document.file
  return first ? changeItems([first, ...others]) : byteOrderMark + text
}

/** The keys of a SealedSecret after changes. */
export function keysAfter({items}: SealedSecretManifest, changes: readonly ValueChange[]): string[] {
  const keys = new Set(items.map(({key}) => key))
  for (const change of changes) {
    if (change.kind === 'set') keys.add(change.key)
    else keys.delete(change.key)
    if (change.kind === 'rename') keys.add(change.newKey)
  }
  return [...keys]
}

function ciphertextsOf({items}: SealedSecretManifest): string {
  return JSON.stringify(items.map(({key, ciphertext}) => [key, ciphertext]))
}
