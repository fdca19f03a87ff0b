import {GsecError} from '../../errors.js'
import type {ProviderClient} from '../../providers/client.js'
import type {StoreSpec} from '../../providers/open-client.js'
import {isPlaceholder} from '../placeholder.js'
import {AskedStore} from '../resolve/asked-store.js'
import {ResolveFault} from '../resolve/fault.js'
import {fieldText} from '../resolve/sources.js'
import type {Turnstile} from '../resolve/turnstile.js'
import type {KnownStore, StoreObjectKind} from '../runtime/known-store.js'
import {StoreIndex, type StoreReference} from '../runtime/store-index.js'
import {below, isSet, type Spot} from '../spot.js'

/** Where stores are looked for, the first that has one of the name wins. */
export interface StoreSources {
  /** Stores that the user named: --store-file. */
  named: readonly KnownStore[]
  /** Stores beside the ExternalSecrets, in the same files. */
  near: readonly KnownStore[]
  /** Stores of this name in .gsec.yaml and in the rest of the repository; asked for only when it is nowhere else. */
  far: (name: string) => readonly KnownStore[]
  /** Asks a cluster; absent where the user named none. */
  live?: ((reference: StoreReference) => Promise<KnownStore | undefined>) | undefined
}

/** Finds and opens the stores that ExternalSecrets name, each once. */
export class StoreFinder {
  readonly #sources: StoreSources
  readonly #open: (store: StoreSpec) => Promise<ProviderClient>
  readonly #turnstile: Turnstile
  readonly #onAnswer: () => void
  readonly #found = new Map<string, Promise<AskedStore>>()
  readonly #opened = new Map<string, Promise<AskedStore>>()

  constructor(
    sources: StoreSources,
    {open, turnstile, onAnswer}: {open: (store: StoreSpec) => Promise<ProviderClient>; turnstile: Turnstile; onAnswer: () => void},
  ) {
    this.#sources = sources
    this.#open = open
    this.#turnstile = turnstile
    this.#onAnswer = onAnswer
  }

  /** Every store that was opened so far. */
  async opened(): Promise<AskedStore[]> {
    const stores = await Promise.allSettled(this.#opened.values())
    return stores.flatMap(store => (store.status === 'fulfilled' ? [store.value] : []))
  }

  /**
   * The store that a storeRef means to an ExternalSecret of this namespace.
   * @throws ResolveFault, GsecError STORE_NOT_FOUND or as `openClient` does
   */
  find(storeRef: Spot, namespace: string | undefined): Promise<AskedStore> {
    const kind: StoreObjectKind = fieldText(below(storeRef, 'kind')) === 'ClusterSecretStore' ? 'ClusterSecretStore' : 'SecretStore'
    const name = isSet(below(storeRef, 'name')) ? fieldText(below(storeRef, 'name')) : ''
    if (name === '') throw new GsecError('STORE_NOT_FOUND', 'no store is named', {hint: 'name one in secretStoreRef'})
    const reference = {kind, name, namespace}
    return once(this.#found, [kind, name, namespace], async () => this.#openStore(await this.#look(reference), reference))
  }

  async #look(reference: StoreReference): Promise<KnownStore> {
    const {named, near, far, live} = this.#sources
    // whose stores the user names says that they are for these ExternalSecrets, whatever their namespace
    const places = [
      () => findIn(named, {...reference, namespace: undefined}),
      () => findIn(near, reference),
      () => findIn(far(reference.name), reference),
    ]
    for (const look of places) {
      const [store, ...others] = distinct(look())
      if (store && others.length > 0)
        throw unaskable(`several stores have the name ${reference.name}`, 'name the file of the right one with --store-file FILE')
      if (store) return store
    }
    const found = await live?.(reference)
    if (found) return found
    throw new GsecError('STORE_NOT_FOUND', `no manifest has the ${reference.kind} ${reference.name}`, {
      hint: 'name its file with --store-file FILE, or its cluster with --context NAME',
    })
  }

  #openStore({provider, path}: KnownStore, {kind, name}: StoreReference): Promise<AskedStore> {
    if (!provider)
      throw unaskable(`gsec does not know the provider of the ${kind} ${name}`, '"gsec external lint" says what is wrong with a store')
    const settings = JSON.stringify(provider.block)
    if (isPlaceholder(settings))
      throw unaskable(`the ${kind} ${name} is filled in later`, 'render it first, or name a finished one with --store-file FILE')
    return once(this.#opened, [provider.kind.id, settings], async () => {
      const where = path === undefined ? `${kind} ${name}` : `${kind} ${name} in ${path}`
      const client = await this.#open({provider: provider.kind.id, block: provider.block, origin: 'repository', where})
      return new AskedStore({...provider, client}, this.#turnstile, this.#onAnswer)
    })
  }
}

/** Has a code, so that it is no answer where nobody else was asked. */
function unaskable(reason: string, hint: string): ResolveFault {
  return new ResolveFault('unverified', `not verified: ${reason}`, {code: 'STORE_NOT_FOUND', hint})
}

const findIn = (stores: readonly KnownStore[], reference: StoreReference) => new StoreIndex(stores).find(reference)

function once<T>(answers: Map<string, Promise<T>>, question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
  const id = JSON.stringify(question)
  const answer = answers.get(id) ?? ask()
  answers.set(id, answer)
  return answer
}

/** Overlays repeat a store; the same settings are the same store. */
function distinct(stores: readonly KnownStore[]): KnownStore[] {
  return [...new Map(stores.map(store => [JSON.stringify([store.provider?.kind.id, store.provider?.block]), store])).values()]
}
