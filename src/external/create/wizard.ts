import {GsecError} from '../../errors.js'
import {dataKeyFault, nameFault, namespaceFault} from '../../manifest/names.js'
import {parseReference} from '../../providers/reference.js'
import type {StoreKind} from '../../providers/store-kind.js'
import {storeKinds} from '../../providers/stores/index.generated.js'
import {configuredStores} from '../configured-stores.js'
import type {KnownStore, StoreObjectKind} from '../runtime/known-store.js'
import type {CreateRequest} from './create-request.js'
import {fitReferences} from './fit-references.js'
import {chooseStore, type StoreChoice, type StoreSurroundings} from './store-choice.js'

/** Asks a person. */
export interface Questions {
  text(question: string, fault: (answer: string) => string | undefined, suggested?: string): Promise<string>
  choose<T>(question: string, choices: readonly {name: string; value: T}[]): Promise<T>
}

/** Names of secrets behind a store, to choose from; none where nobody can say. */
export type SecretNames = (provider: StoreKind, store: StoreChoice) => Promise<readonly string[]>

/** What an ExternalSecret is made of, asked step by step. Nothing is asked that the request says already. */
export async function askForRequest(
  request: CreateRequest,
  ask: Questions,
  surroundings: StoreSurroundings,
  secretNames: SecretNames,
): Promise<CreateRequest> {
  const {kind, wish} = await askForStore(request, ask, surroundings)
  const name = await ask.text('Name of the Secret:', answer => fault(nameFault(answer)))
  const namespace = request.isClusterWide ? undefined : (request.namespace ?? (await askForNamespace(ask, request.secret?.namespace)))
  const store = chooseStore({...wish, namespace}, surroundings)
  const provider = kind ?? store.known.find(known => known.provider)?.provider?.kind
  const offered = provider ? await secretNames(provider, store) : []
  const words = await askForReferences({ask, store, provider, offered})
  return {...request, words: [name, ...words], namespace, store: store.name, storeKind: store.kind}
}

const fault = (reason: string | undefined) => (reason === undefined ? undefined : `it ${reason}`)

interface StoreAnswer {
  kind: StoreKind | undefined
  wish: {name: string | undefined; kind: StoreObjectKind | undefined}
}

async function askForStore(request: CreateRequest, ask: Questions, surroundings: StoreSurroundings): Promise<StoreAnswer> {
  if (request.store !== undefined) return {kind: undefined, wish: {name: request.store, kind: request.storeKind}}
  const stores = knownStores(surroundings)
  const kind = await ask.choose('Where are the values?', providerChoices(stores))
  const fitting = stores.filter(({provider}) => provider?.kind.id === kind.id)
  const found = fitting.length > 0 ? await ask.choose('Through which store?', storeChoices(fitting)) : 'another'
  if (found !== 'another') return {kind, wish: {name: found.name, kind: found.kind}}
  const name = await ask.text('Name of the store:', answer => fault(nameFault(answer)))
  const storeKind = await ask.choose('Which kind of store is it?', [
    {name: 'SecretStore, of one namespace', value: 'SecretStore' as const},
    {name: 'ClusterSecretStore, of the whole cluster', value: 'ClusterSecretStore' as const},
  ])
  return {kind, wish: {name, kind: storeKind}}
}

/** One of each kind and name; manifests say more than .gsec.yaml. */
function knownStores({repository, configured}: StoreSurroundings): KnownStore[] {
  const all = [...configuredStores(configured), ...repository]
  return [...new Map(all.map(store => [`${store.kind}/${store.name}`, store])).values()]
}

/** Providers that have a store here come first. */
function providerChoices(stores: readonly KnownStore[]) {
  const readable = storeKinds.filter(({access}) => access !== 'write')
  const isHere = (kind: StoreKind) => stores.some(({provider}) => provider?.kind.id === kind.id)
  const ordered = [...readable].sort((a, b) => Number(isHere(b)) - Number(isHere(a)) || a.title.localeCompare(b.title, 'en'))
  return ordered.map(kind => ({name: `${kind.title} (${[...Object.keys(kind.names), kind.id][0]})`, value: kind}))
}

function storeChoices(stores: readonly KnownStore[]) {
  const choices = stores.map(store => ({name: `${store.kind} ${store.name}`, value: store as KnownStore | 'another'}))
  return [...choices, {name: 'another one', value: 'another' as const}]
}

async function askForNamespace(ask: Questions, suggested: string | undefined): Promise<string | undefined> {
  const answer = await ask.text(
    'Namespace (empty: the manifest names none):',
    text => (text === '' ? undefined : fault(namespaceFault(text))),
    suggested,
  )
  return answer === '' ? undefined : answer
}

interface References {
  ask: Questions
  store: StoreChoice
  provider: StoreKind | undefined
  offered: readonly string[]
}

async function askForReferences(references: References): Promise<string[]> {
  const words: string[] = []
  const keys = new Set<string>()
  for (;;) {
    const key = await references.ask.text(keys.size === 0 ? 'First key of the Secret:' : 'Next key (empty: that is all):', answer =>
      keyFault(answer, keys),
    )
    if (key === '') return words
    keys.add(key)
    words.push(`${key}=${await askForReference(key, references)}`)
  }
}

function keyFault(answer: string, keys: ReadonlySet<string>): string | undefined {
  if (answer === '') return keys.size === 0 ? 'a Secret has at least one key' : undefined
  return keys.has(answer) ? 'this key has its reference already' : fault(dataKeyFault(answer))
}

const TYPED = Symbol('typed')

async function askForReference(key: string, {ask, store, provider, offered}: References): Promise<string> {
  if (offered.length > 0) {
    const choices = offered.map(name => ({name, value: name as string | typeof TYPED}))
    const chosen = await ask.choose(`Secret behind ${key}:`, [{name: 'type a reference', value: TYPED}, ...choices])
    if (chosen !== TYPED) return complete(String(chosen), provider)
  }
  const example = provider ? ` (as in ${provider.rules({}).key.example})` : ''
  const answer = await ask.text(`Reference for ${key}${example}:`, text => referenceFault(key, complete(text, provider), store))
  return complete(answer, provider)
}

/** With the provider known, the name of a secret is enough. */
function complete(answer: string, provider: StoreKind | undefined): string {
  if (!provider || isReference(answer, provider)) return answer
  return `${[...Object.keys(provider.names), provider.id][0]}:${answer}`
}

function isReference(text: string, provider: StoreKind): boolean {
  try {
    return parseReference(text, {provider: provider.id}) !== undefined
  } catch (error) {
    // what begins like a reference has its own mistakes explained
    return error instanceof GsecError && /^(ref|secretref)\+|^arn:|^op:\/\/|^https?:/.test(text)
  }
}

/** In a sentence what is wrong with a reference, as typed so far. */
function referenceFault(key: string, text: string, store: StoreChoice): string | undefined {
  try {
    const provider = store.known.find(known => known.provider)?.provider?.kind.id
    fitReferences([{where: key, use: 'data', reference: parseReference(text, {provider})}], store)
    return undefined
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`
  }
}
