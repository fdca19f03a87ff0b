import type {Store} from '../../config/stores-shape.js'
import {GsecError} from '../../errors.js'
import {suggestionFor} from '../../suggestion.js'
import {configuredStores} from '../configured-stores.js'
import type {KnownStore, StoreObjectKind} from '../runtime/known-store.js'
import {StoreIndex} from '../runtime/store-index.js'

/** Stores that may be meant, and which one is when nobody says. */
export interface StoreSurroundings {
  /** Manifests of the repository. */
  repository: readonly KnownStore[]
  /** `stores` of .gsec.yaml. */
  configured: ReadonlyMap<string, Store>
  /** The store of the environment that the output belongs to. */
  ofEnvironment: Store | undefined
}

/** The store that an ExternalSecret will name. */
export interface StoreChoice {
  kind: StoreObjectKind
  name: string
  /** What is known of it; several where clusters have their own of the same name. */
  known: readonly KnownStore[]
  /** Its entry in .gsec.yaml. */
  settings: Store | undefined
  /** A store of a similar name, where nothing is known of this one. */
  meant: string | undefined
}

interface StoreWish {
  name: string | undefined
  kind: StoreObjectKind | undefined
  namespace: string | undefined
}

/**
 * Finds the store that is meant: by its name in the cluster or in .gsec.yaml, else that of the environment, else the only one of
 * .gsec.yaml. Manifests say more than .gsec.yaml, so they are asked first.
 * @throws GsecError USAGE when no store is named, or the name means two
 */
export function chooseStore(wish: StoreWish, surroundings: StoreSurroundings): StoreChoice {
  const {configured} = surroundings
  if (wish.name === undefined) {
    const store = surroundings.ofEnvironment ?? (configured.size === 1 ? [...configured.values()][0] : undefined)
    if (!store) throw noStore(surroundings)
    if (wish.kind !== undefined && wish.kind !== store.kind)
      throw new GsecError('USAGE', '--store-kind differs from the kind of the store in .gsec.yaml', {hint: 'name the store with --store'})
    return described(store, wish.namespace, surroundings)
  }
  const kind = wish.kind ?? kindOf(wish.name, wish.namespace, surroundings)
  const entry = configured.get(wish.name)
  if (kind === undefined && entry) return described(entry, wish.namespace, surroundings)
  return described({kind: kind ?? 'SecretStore', name: wish.name}, wish.namespace, surroundings)
}

function described(
  {kind, name}: Pick<Store, 'kind' | 'name'>,
  namespace: string | undefined,
  surroundings: StoreSurroundings,
): StoreChoice {
  const settings = [...surroundings.configured.values()].find(store => store.kind === kind && store.name === name)
  const index = new StoreIndex(surroundings.repository)
  const manifests = index.find({kind, name, namespace})
  const known = manifests.length > 0 || !settings ? manifests : configuredStores(new Map([[name, settings]]))
  const meant = known.length > 0 ? undefined : suggestionFor(name, namesOf(surroundings))
  return {kind, name, known, settings, meant: meant === name ? undefined : meant}
}

/** The kind that the stores of this name have; undefined when there is none. */
function kindOf(name: string, namespace: string | undefined, {repository, configured}: StoreSurroundings): StoreObjectKind | undefined {
  const index = new StoreIndex([...repository, ...configuredStores(configured)])
  const kinds = (['SecretStore', 'ClusterSecretStore'] as const).filter(kind => index.find({kind, name, namespace}).length > 0)
  if (kinds.length > 1)
    throw new GsecError('USAGE', '--store is the name of a SecretStore and of a ClusterSecretStore', {hint: 'give --store-kind as well'})
  return kinds[0]
}

function namesOf({repository, configured}: StoreSurroundings): string[] {
  return [...new Set([...repository, ...configured.values()].map(({name}) => name))]
}

function noStore(surroundings: StoreSurroundings): GsecError {
  const names = namesOf(surroundings).slice(0, 8)
  const hint =
    names.length > 0 ? `give --store NAME; there are ${names.join(', ')}` : 'give --store NAME, or describe it under stores in .gsec.yaml'
  return new GsecError('USAGE', 'no store is named', {hint})
}
