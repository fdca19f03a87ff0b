import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {textAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {KnownStore, StoreObjectKind} from '../runtime/known-store.js'
import {StoreIndex} from '../runtime/store-index.js'

/** The store that a converted object will refer to. */
export interface ChosenStore {
  kind: StoreObjectKind
  name: string
  /** Absent when the store is nowhere to be seen. */
  provider: KnownStore['provider']
}

export interface StoreWishes {
  /** By flag. */
  named?: {name: string; kind: StoreObjectKind | undefined} | undefined
  /** What .gsec.yaml says for a file. */
  configured?: ((path: string) => KnownStore | undefined) | undefined
  /** All that can be seen. */
  stores: readonly KnownStore[]
}

/** Finds the store for objects that never named one, since in their world the operator itself had the way to the provider. */
export class StoreChoice {
  readonly #wishes: StoreWishes
  readonly #index: StoreIndex

  constructor(wishes: StoreWishes) {
    this.#wishes = wishes
    this.#index = new StoreIndex(wishes.stores)
  }

  /**
   * The store that the user named, or else the only one that fits.
   * @param fits asked for stores that the user did not name
   * @param wanted for messages: "of provider vault"
   * @throws EditRefused when it is not clear which one is meant
   */
  choose({document, node}: ManifestObject, fits: (store: KnownStore) => boolean, wanted: string): ChosenStore {
    const namespace = textAt(node, 'metadata', 'namespace')
    const {named, configured, stores} = this.#wishes
    if (named) return this.#named(named.name, named.kind, namespace)
    const byConfig = configured?.(document.file.path)
    if (byConfig) return {kind: byConfig.kind, name: byConfig.name, provider: byConfig.provider}
    const visible = new Set(stores.flatMap(({kind, name}) => this.#index.find({kind, name, namespace})))
    const candidates = new Map([...visible].filter(fits).map(store => [`${store.kind} ${store.name}`, store]))
    const [only, ...more] = candidates.values()
    if (!only) throw new EditRefused(`no store ${wanted} is known: name one with --store`, node)
    if (more.length > 0) throw new EditRefused(`${candidates.size} stores ${wanted} are known: name one with --store`, node)
    return {kind: only.kind, name: only.name, provider: only.provider}
  }

  /** Without a kind the one that a store of this name has, else a SecretStore, as for ESO. */
  #named(name: string, kind: StoreObjectKind | undefined, namespace: string | undefined): ChosenStore {
    const kinds = kind ? [kind] : (['SecretStore', 'ClusterSecretStore'] as const)
    const [found] = kinds.flatMap(one => this.#index.find({kind: one, name, namespace}))
    return {kind: found?.kind ?? kind ?? 'SecretStore', name, provider: found?.provider}
  }
}
