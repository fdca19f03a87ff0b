import {nameFault, namespaceFault} from '../../manifest/names.js'
import type {StoreKind} from '../../providers/store-kind.js'
import {storeKinds} from '../../providers/stores/index.generated.js'
import {configuredStores} from '../configured-stores.js'
import type {KnownStore, StoreObjectKind} from '../runtime/known-store.js'
import type {CreateRequest} from './create-request.js'
import type {OfferedSecrets} from './offered-secrets.js'
import {pickReferences} from './pick-references.js'
import type {Questions} from './questions.js'
import {complete, fault, keyFault, referenceFault} from './reference-answers.js'
import {chooseStore, type StoreChoice, type StoreSurroundings} from './store-choice.js'

/** The secrets behind a store, to pick from; undefined where nobody can say. */
export type OfferSecrets = (provider: StoreKind, store: StoreChoice) => Promise<OfferedSecrets | undefined>

/** What an ExternalSecret is made of, asked step by step. Nothing is asked that the request says already. */
export async function askForRequest(
  request: CreateRequest,
  ask: Questions,
  surroundings: StoreSurroundings,
  offerSecrets: OfferSecrets,
): Promise<CreateRequest> {
  const {kind, wish} = await askForStore(request, ask, surroundings)
  const name = await ask.text('Name of the Secret:', answer => fault(nameFault(answer)))
  const namespace = request.isClusterWide ? undefined : (request.namespace ?? (await askForNamespace(ask, request.secret?.namespace)))
  const store = chooseStore({...wish, namespace}, surroundings)
  const provider = kind ?? store.known.find(known => known.provider)?.provider?.kind
  const offered = provider ? await offerSecrets(provider, store) : undefined
  const words = await askForReferences({ask, store, provider, offered})
  return {...request, words: [name, ...words], namespace, store: store.name, storeKind: store.kind}
}

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

interface Wanted {
  ask: Questions
  store: StoreChoice
  provider: StoreKind | undefined
  offered: OfferedSecrets | undefined
}

/** SECRETKEY=REFERENCE for each key: picked where the provider tells what there is, typed else. */
async function askForReferences({ask, store, provider, offered}: Wanted): Promise<string[]> {
  const references = new Map<string, string>()
  const typing = {ask, store, provider, references}
  const names = offered && (await askWhetherToList(ask, offered)) ? await offered.names() : []
  if (provider && offered && names.length > 0)
    await pickReferences({ask, store, provider, offered, names, references, askTyped: async () => void (await askForKey(typing))})
  else while (await askForKey(typing));
  return [...references].map(([key, reference]) => `${key}=${reference}`)
}

/** A provider is asked with the user's login, so that is not done unasked. */
function askWhetherToList(ask: Questions, {title}: OfferedSecrets): Promise<boolean> {
  return ask.choose('Which secrets?', [
    {name: `pick from those of ${title}, listed with your own login`, value: true},
    {name: 'type their names', value: false},
  ])
}

interface Typing extends Pick<Wanted, 'ask' | 'store' | 'provider'> {
  references: Map<string, string>
}

/** Asks for one key and its reference. @returns false where that was all */
async function askForKey({ask, store, provider, references}: Typing): Promise<boolean> {
  const question = references.size === 0 ? 'First key of the Secret:' : 'Next key (empty: that is all):'
  const key = await ask.text(question, answer => nextKeyFault(answer, references))
  if (key === '') return false
  const example = provider ? ` (as in ${provider.rules({}).key.example})` : ''
  const answer = await ask.text(`Reference for ${key}${example}:`, text => referenceFault(key, complete(text, provider), store))
  references.set(key, complete(answer, provider))
  return true
}

function nextKeyFault(answer: string, references: ReadonlyMap<string, string>): string | undefined {
  if (answer === '') return references.size === 0 ? 'a Secret has at least one key' : undefined
  return keyFault(answer, new Set(references.keys()))
}
