import type {Finding} from '../../finding.js'
import {isWithinBounds} from '../../manifest/plain-value.js'
import {type ManifestDocument, type ManifestFile, type ManifestObject, objectsOf} from '../../manifest/read-manifests.js'
import {esoObject, externalSecretSpecOf} from '../eso-object.js'
import {type LintSource, mentions, readObjects, readSurroundings} from '../read-objects.js'
import {type KnownStore, knownStore} from '../runtime/known-store.js'

/** What files hold for verify. */
export interface FoundExternalSecrets {
  /** The files that were looked at. */
  paths: readonly string[]
  /** Files that mention ESO and cannot be read. */
  findings: readonly Finding[]
  /** ExternalSecrets and ClusterExternalSecrets. */
  objects: readonly ManifestObject[]
  /** Stores that stand in the same files. */
  stores: readonly KnownStore[]
}

/** A file, and what is in it where somebody has read it before. */
export interface ReadSource extends LintSource {
  file?: ManifestFile | undefined
}

const objectsIn = (document: ManifestDocument) => (document.root.kind === 'map' ? objectsOf(document) : [])

const GROUP = /^external-secrets\.io\//

/** Finds the ExternalSecrets of files, and the stores beside them. Helm templates are passed over. */
export function findExternalSecrets(sources: readonly ReadSource[]): FoundExternalSecrets {
  const findings: Finding[] = []
  const objects: ManifestObject[] = []
  const stores: KnownStore[] = []
  for (const {path, bytes, file: parsed} of sources) {
    if (!mentions(bytes, ['external-secrets.io'])) continue
    const file = parsed ? {objects: parsed.documents.flatMap(objectsIn), findings: []} : readObjects({path, bytes, isNamed: false})
    findings.push(...file.findings)
    const read = file.objects.filter(({apiVersion}) => GROUP.test(apiVersion ?? ''))
    for (const object of read.filter(({node}) => isWithinBounds(node))) {
      const eso = esoObject(object)
      if (externalSecretSpecOf(eso)) objects.push(object)
      const store = knownStore(eso)
      if (store) stores.push(store)
    }
  }
  return {paths: sources.map(({path}) => path), findings, objects, stores}
}

interface StoreSearch {
  /** Only files that mention it are read. */
  name?: string
  /** Files that are known already. */
  passedOver?: ReadonlySet<string>
}

/** The stores of further files. */
export function findStores(sources: Iterable<LintSource>, {name, passedOver}: StoreSearch = {}): KnownStore[] {
  const stores: KnownStore[] = []
  for (const source of sources) {
    if (passedOver?.has(source.path) || (name !== undefined && !mentions(source.bytes, [name]))) continue
    for (const object of readSurroundings(source).filter(({node}) => isWithinBounds(node))) {
      const store = GROUP.test(object.apiVersion ?? '') ? knownStore(esoObject(object)) : undefined
      if (store) stores.push(store)
    }
  }
  return stores
}
