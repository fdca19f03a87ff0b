import {type Binding, scopeOf} from '../../crypto/label.js'
import {GsecError} from '../../errors.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'

/**
 * Where the ciphertexts of a SealedSecret may be opened, by its own metadata: the template has no say.
 * @param namespace -n, for a SealedSecret that names none
 * @throws GsecError MANIFEST_INVALID without a name, NAMESPACE_MISMATCH, NAMESPACE_MISSING
 */
export function bindingOf({name, namespace: stated, annotations, place}: SealedSecretManifest, namespace?: string | undefined): Binding {
  const scope = scopeOf(annotations)
  if (stated !== undefined && namespace !== undefined && stated !== namespace) {
    throw new GsecError('NAMESPACE_MISMATCH', `the SealedSecret is in namespace "${stated}", but -n says "${namespace}"`, {
      where: place,
      hint: 'leave out -n',
    })
  }
  if (name === undefined && scope === 'strict') {
    throw new GsecError('MANIFEST_INVALID', 'metadata.name is missing', {where: place, hint: 'its ciphertexts are bound to the name'})
  }
  if (stated === undefined && namespace === undefined && scope !== 'cluster-wide') {
    throw new GsecError('NAMESPACE_MISSING', 'the SealedSecret names no namespace', {
      where: place,
      hint: 'give the one it is applied to with -n NAMESPACE: its ciphertexts are bound to it',
    })
  }
  return {scope, namespace: stated ?? namespace ?? '', name: name ?? ''}
}

/** What the manifest itself says, "" for what it leaves open. */
export function statedBinding({name, namespace, annotations}: SealedSecretManifest): Binding {
  return {scope: scopeOf(annotations), namespace: namespace ?? '', name: name ?? ''}
}
