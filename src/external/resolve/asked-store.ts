import type {Description, ListedSecret, ListQuery, ProviderClient, StoredValue} from '../../providers/client.js'
import type {ProviderBlock, StoreKind} from '../../providers/store-kind.js'
import type {Turnstile} from './turnstile.js'

/** A store of which values are read: each question is put to the provider once, however many entries ask it. */
export class AskedStore {
  readonly kind: StoreKind
  readonly block: ProviderBlock
  readonly client: ProviderClient
  readonly #turnstile: Turnstile
  readonly #values = new Map<string, Promise<StoredValue>>()
  readonly #descriptions = new Map<string, Promise<Description>>()
  readonly #lists = new Map<string, Promise<readonly ListedSecret[]>>()
  readonly #onAnswer: () => void

  /** @param onAnswer called after each answer of the provider, for progress */
  constructor(
    {kind, block, client}: {kind: StoreKind; block: ProviderBlock; client: ProviderClient},
    turnstile: Turnstile,
    onAnswer: () => void = () => undefined,
  ) {
    this.kind = kind
    this.block = block
    this.client = client
    this.#turnstile = turnstile
    this.#onAnswer = onAnswer
  }

  /** The whole name of what a remoteRef calls by this key. */
  nameOf(key: string): string {
    return this.client.prefix + key
  }

  /** @param name the whole one. @throws GsecError as `ProviderClient` does */
  get(name: string, version = ''): Promise<StoredValue> {
    return this.#once(this.#values, [name, version], () => this.client.get(name, version || undefined))
  }

  /** @throws GsecError as `ProviderClient` does */
  describe(name: string): Promise<Description> {
    return this.#once(this.#descriptions, [name], () => this.client.describe(name))
  }

  /** All that the query finds, in the order of the provider. @throws GsecError as `ProviderClient` does */
  list(query: ListQuery): Promise<readonly ListedSecret[]> {
    return this.#once(this.#lists, [query.prefix, query.path, Object.entries(query.tags ?? {})], async () => {
      const found: ListedSecret[] = []
      for await (const page of this.client.list(query)) found.push(...page)
      return found
    })
  }

  #once<T>(answers: Map<string, Promise<T>>, question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
    const id = JSON.stringify(question)
    let answer = answers.get(id)
    if (!answer) {
      answer = this.#turnstile.pass(ask).finally(this.#onAnswer)
      answers.set(id, answer)
    }
    return answer
  }
}
