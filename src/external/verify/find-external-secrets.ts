import type {Finding} from '../../finding.js'
import {isWithinBounds} from '../../manifest/plain-value.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {esoObject, externalSecretSpecOf} from '../eso-object.js'
import {type LintSource, mentions, readObjects, readSurroundings} from '../read-objects.js'
import {type KnownStore, knownStore} from '../runtime/known-store.js'

/** What files hold for verify. */
export interface FoundExternalSecrets {
  /** Files that mention ESO and cannot be read. */
  findings: readonly Finding[]
  /** ExternalSecrets and ClusterExternalSecrets. */
  objects: readonly ManifestObject[]
  /** Stores that stand in the same files. */
  stores: readonly KnownStore[]
}

const GROUP = /^external-secrets\.io\//

/** Finds the ExternalSecrets of files, and the stores beside them. Helm templates are passed over. */
export function findExternalSecrets(sources: Iterable<LintSource>): FoundExternalSecrets {
  const findings: Finding[] = []
  const objects: ManifestObject[] = []
  const stores: KnownStore[] = []
  for (const {path, bytes} of sources) {
    if (!mentions(bytes, ['external-secrets.io'])) continue
    const file = readObjects({path, bytes, isNamed: false})
    findings.push(...file.findings)
    const read = file.objects.filter(({apiVersion}) => GROUP.test(apiVersion ?? ''))
    for (const object of read.filter(({node}) => isWithinBounds(node))) {
      const eso = esoObject(object)
      if (externalSecretSpecOf(eso)) objects.push(object)
      const store = knownStore(eso)
      if (store) stores.push(store)
    }
  }
  return {findings, objects, stores}
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
