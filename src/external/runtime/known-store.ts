import {findStoreKind} from '../../providers/find-store-kind.js'
import type {ProviderBlock, StoreKind} from '../../providers/store-kind.js'
import type {EsoObject} from '../eso-object.js'
import {below, entriesOf, itemsOf, type Spot, textOf} from '../spot.js'
import {plainRecord} from './plain-record.js'

export type StoreObjectKind = 'SecretStore' | 'ClusterSecretStore'

/** A store that an ExternalSecret may use: a manifest of the repository, or one that the configuration describes. */
export interface KnownStore {
  kind: StoreObjectKind
  name: string
  /** Absent for a ClusterSecretStore, and where something sets it later. */
  namespace?: string | undefined
  /** What is behind it; absent where that is not known. */
  provider?: {kind: StoreKind; block: ProviderBlock} | undefined
  /** Namespaces that may use it, for a ClusterSecretStore; absent when they cannot be told from names alone. */
  openTo?: readonly string[] | undefined
  /** The file that it stands in. */
  path?: string | undefined
}

/** The store that a manifest makes; undefined for any other object, or one whose name is not known. */
export function knownStore(object: EsoObject): KnownStore | undefined {
  const {kind, name, namespace, spec, file} = object
  if ((kind !== 'SecretStore' && kind !== 'ClusterSecretStore') || name === undefined) return undefined
  const isCluster = kind === 'ClusterSecretStore'
  return {
    kind,
    name,
    namespace: isCluster ? undefined : namespace,
    provider: providerOf(below(spec, 'provider')),
    openTo: isCluster ? openTo(below(spec, 'conditions')) : undefined,
    path: file.path,
  }
}

function providerOf(provider: Spot): KnownStore['provider'] {
  const [entry, ...more] = entriesOf(provider)
  const kind = entry && more.length === 0 ? findStoreKind(entry.name) : undefined
  return entry && kind ? {kind, block: plainRecord(entry.at.node)} : undefined
}

/** Conditions are alternatives; one that is not a list of names may mean any namespace. */
function openTo(conditions: Spot): string[] | undefined {
  const items = itemsOf(conditions)
  const isByName = items.every(item => entriesOf(item).every(({name}) => name === 'namespaces'))
  if (items.length === 0 || !isByName) return undefined
  const names = items.flatMap(item => itemsOf(below(item, 'namespaces')).map(textOf))
  return names.every(name => name !== undefined) ? names : undefined
}
