import type {KnownStore, StoreObjectKind} from './known-store.js'

/** What an ExternalSecret says of its store. */
export interface StoreReference {
  kind: StoreObjectKind
  name: string
  /** The namespace of the ExternalSecret; absent where it is not known. */
  namespace: string | undefined
}

/** Finds the stores that a reference may mean: several, where clusters or overlays have their own of the same name. */
export class StoreIndex {
  readonly #byName = new Map<string, KnownStore[]>()

  constructor(stores: readonly KnownStore[]) {
    for (const store of stores) {
      const namesakes = this.#byName.get(store.name)
      if (namesakes) namesakes.push(store)
      else this.#byName.set(store.name, [store])
    }
  }

  get names(): string[] {
    return [...this.#byName.keys()]
  }

  /** Stores of that name and kind which the namespace can see, as far as namespaces are known. */
  find({kind, name, namespace}: StoreReference): KnownStore[] {
    return this.named(name, kind).filter(store => isVisible(store, namespace))
  }

  named(name: string, kind: StoreObjectKind): KnownStore[] {
    return (this.#byName.get(name) ?? []).filter(store => store.kind === kind)
  }
}

function isVisible(store: KnownStore, namespace: string | undefined): boolean {
  return store.kind === 'ClusterSecretStore' || store.namespace === undefined || namespace === undefined || store.namespace === namespace
}
