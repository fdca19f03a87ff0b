import type {Store} from '../../config/stores-shape.js'
import {GsecError} from '../../errors.js'
import {parseAssignment} from '../../providers/assignment.js'
import {checkFind} from '../../providers/check-reference.js'
import {parseReference} from '../../providers/reference.js'
import type {RemoteRef} from '../../providers/remote-ref.js'
import {readScope} from '../../providers/scope.js'
import type {Scope} from '../../providers/store-kind.js'
import type {CreateRequest} from './create-request.js'
import type {DataEntry, Search} from './external-secret.js'
import {fitReferences, placesOf, type WantedReference} from './fit-references.js'
import {readPairs} from './pair.js'
import {remoteNames} from './remote-names.js'
import {chooseStore, type StoreChoice, type StoreSurroundings} from './store-choice.js'

/** What an ExternalSecret fetches, and from where. */
export interface Sources {
  /** Absent where no store is asked. */
  store: StoreChoice | undefined
  /** The provider that the references name, and what they say of the place. */
  place: {provider: string | undefined; scope: Scope}
  data: readonly DataEntry[]
  extracts: readonly RemoteRef[]
  searches: readonly Search[]
  notes: readonly string[]
  warnings: readonly string[]
}

/** @throws GsecError USAGE or REFERENCE_INVALID */
export function readSources(
  request: CreateRequest,
  own: {name: string; namespace: string | undefined},
  surroundings: StoreSurroundings,
): Sources {
  const searches = readSearches(request)
  const assignments = assignmentWords(request)
  const extracts = request.extracts ?? []
  if (assignments.length + extracts.length + searches.length === 0 && !request.secret)
    return {store: undefined, place: {provider: undefined, scope: {}}, data: [], extracts: [], searches: [], notes: [], warnings: []}
  const store = chooseStore({name: request.store, kind: request.storeKind, namespace: own.namespace}, surroundings)
  const provider = providerOf(store)
  const assigned = readAll(assignments, (word, index) => readAssignment(word, index, provider))
  refuseRepeated(assigned)
  const ofSecret = namesOfSecret(request, own, store).filter(({secretKey}) => assigned.every(other => other.secretKey !== secretKey))
  const wanted = [...ofSecret, ...assigned]
  const wantedExtracts = readAll(extracts, (text): WantedReference => {
    const reference = located('--extract', () => parseReference(text, {provider}))
    return {where: '--extract', use: 'extract', reference}
  })
  const all = [...wanted, ...wantedExtracts]
  const {remoteRefs, warnings} = fitReferences(all, store)
  return {
    store,
    place: {provider: all[0]?.reference.provider, scope: Object.assign({}, ...all.map(({reference}) => reference.scope)) as Scope},
    data: remoteRefs.slice(0, wanted.length).map((remoteRef, index) => ({secretKey: wanted[index]?.secretKey ?? '', remoteRef})),
    extracts: remoteRefs.slice(wanted.length),
    searches,
    notes: store.known.length > 0 ? [] : [unknownStore(store, all)],
    warnings: [...warnings, ...searches.flatMap(search => searchWarnings(search, store))],
  }
}

/** The words behind NAME, which a Secret of --from-secret may stand in for. */
function assignmentWords({words}: CreateRequest): readonly string[] {
  return words[0]?.includes('=') ? words : words.slice(1)
}

/** The provider that the store is known to have, whichever of its namesakes is meant. */
function providerOf({known}: StoreChoice): string | undefined {
  const ids = new Set(known.map(({provider}) => provider?.kind.id))
  return ids.size === 1 ? [...ids][0] : undefined
}

function readAssignment(word: string, index: number, provider: string | undefined): WantedReference & {secretKey: string} {
  const key = /^[-._a-zA-Z0-9]{1,253}(?==)/.exec(word)?.[0]
  const {secretKey, reference} = located(key ?? `SECRETKEY=REFERENCE number ${index + 1}`, () => parseAssignment(word, {provider}))
  return {where: secretKey, use: 'data', secretKey, reference}
}

/** Reads all of them, so that everything that is wrong is said at once. */
function readAll<T>(words: readonly string[], read: (word: string, index: number) => T): T[] {
  const results: T[] = []
  const faults: GsecError[] = []
  for (const [index, word] of words.entries()) {
    try {
      results.push(read(word, index))
    } catch (error) {
      if (!(error instanceof GsecError)) throw error
      faults.push(error)
    }
  }
  const [first, ...others] = faults
  if (first) throw new GsecError(first.code, first.message, {where: first.where, hint: first.hint, others})
  return results
}

/** The grammar knows what is wrong; here is known with which word. */
function located<T>(where: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    throw new GsecError(error.code, error.message, {where, hint: error.hint})
  }
}

function namesOfSecret(
  {secret}: CreateRequest,
  {name, namespace}: {name: string; namespace: string | undefined},
  {settings, known}: StoreChoice,
): (WantedReference & {secretKey: string})[] {
  if (!secret) return []
  const names = remoteNames({name, namespace, keys: secret.keys}, settings ?? storeSettings(known))
  return [...names].map(([secretKey, reference]) => ({where: secretKey, use: 'data', secretKey, reference}))
}

/** A store that .gsec.yaml does not describe has its default key template. */
function storeSettings(known: StoreChoice['known']): Pick<Store, 'provider'> & {service?: string | undefined} {
  const provider = known.find(store => store.provider)?.provider
  if (!provider)
    throw new GsecError('USAGE', '--from-secret needs to know the provider behind the store', {
      hint: 'describe the store under stores in .gsec.yaml, with provider and key',
    })
  return {provider: provider.kind.id as Store['provider'], service: readScope(provider.kind, provider.block)['service']}
}

function refuseRepeated(wanted: readonly {secretKey: string}[]): void {
  const keys = wanted.map(({secretKey}) => secretKey)
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index)
  if (repeated !== undefined)
    throw new GsecError('USAGE', 'a key of the Secret is given twice', {where: repeated, hint: 'keep one of the two references'})
}

/** Each name is a search of its own; all tags together are one. */
function readSearches({findNames = [], findTags = [], findPath}: CreateRequest): Search[] {
  const tags = readPairs('--find-tag', findTags)
  const searches: Search[] = [...findNames.map(name => ({name})), ...(tags.size > 0 ? [{tags}] : [])]
  if (findPath !== undefined && searches.length === 0) return [{path: findPath}]
  return searches.map(search => ({...search, ...(findPath !== undefined && {path: findPath})}))
}

/** @throws GsecError REFERENCE_INVALID where the provider cannot search like this */
function searchWarnings(search: Search, {known}: StoreChoice): string[] {
  const provider = known.find(store => store.provider)?.provider
  if (!provider) return []
  const problems = checkFind(provider.kind, {...search}, readScope(provider.kind, provider.block))
  const failure = problems.find(({severity}) => severity === 'error')
  if (failure) throw new GsecError('REFERENCE_INVALID', failure.message, {where: '--find', hint: failure.fix})
  return problems.map(({message, fix}) => `--find: ${message}; ${fix}`)
}

function unknownStore({kind, name, meant}: StoreChoice, wanted: readonly WantedReference[]): string {
  const places = placesOf(wanted)
  const open = places.length > 0 ? `: whether it reads ${places.join(' and ')} is not checked` : ''
  const advice = meant ? `; did you mean ${meant}?` : ''
  return `no manifest of this repository and no entry of .gsec.yaml is the ${kind} ${name}${open}${advice}`
}
