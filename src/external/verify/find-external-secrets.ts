import {isWithinBounds} from '../../manifest/plain-value.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {esoObject, externalSecretSpecOf} from '../eso-object.js'
import {type LintSource, mentions, readObjects, readSurroundings} from '../read-objects.js'
import {type KnownStore, knownStore} from '../runtime/known-store.js'

/** What files hold for verify. */
export interface FoundExternalSecrets {
  /** ExternalSecrets and ClusterExternalSecrets. */
  objects: readonly ManifestObject[]
  /** Stores that stand in the same files. */
  stores: readonly KnownStore[]
}

const GROUP = /^external-secrets\.io\//

/**
 * Finds the ExternalSecrets of files, and the stores beside them. What cannot be read is passed over: whoever looks for
 * SealedSecrets in the same files says so.
 */
export function findExternalSecrets(sources: Iterable<LintSource>): FoundExternalSecrets {
  const objects: ManifestObject[] = []
  const stores: KnownStore[] = []
  for (const {path, bytes} of sources) {
    if (!mentions(bytes, ['external-secrets.io'])) continue
    const read = readObjects({path, bytes, isNamed: false}).objects.filter(({apiVersion}) => GROUP.test(apiVersion ?? ''))
    for (const object of read.filter(({node}) => isWithinBounds(node))) {
      const eso = esoObject(object)
      if (externalSecretSpecOf(eso)) objects.push(object)
      const store = knownStore(eso)
      if (store) stores.push(store)
    }
  }
  return {objects, stores}
}

/** The stores of further files. */
export function findStores(sources: Iterable<LintSource>): KnownStore[] {
  const stores: KnownStore[] = []
  for (const source of sources) {
    for (const object of readSurroundings(source).filter(({node}) => isWithinBounds(node))) {
      const store = GROUP.test(object.apiVersion ?? '') ? knownStore(esoObject(object)) : undefined
      if (store) stores.push(store)
    }
  }
  return stores
}
