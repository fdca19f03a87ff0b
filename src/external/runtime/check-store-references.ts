import {suggestionFor} from '../../suggestion.js'
import {listed} from '../describe-value.js'
import type {EsoObject, Report} from '../eso-object.js'
import {below, isSet, type Spot, textOf} from '../spot.js'
import type {KnownStore, StoreObjectKind} from './known-store.js'
import type {StoreIndex, StoreReference} from './store-index.js'

/** A store that was not found, with every place that names it: reported once, at the first. */
export type MissingStores = Map<string, {report: Report; spot: Spot; reference: StoreReference; count: number}>

const KINDS: readonly StoreObjectKind[] = ['SecretStore', 'ClusterSecretStore']

/** Looks the stores of one object up. */
export class StoreReferences {
  readonly #namespace: string | undefined
  readonly #isEverywhere: boolean
  readonly #index: StoreIndex
  readonly #missing: MissingStores
  readonly #report: Report
  readonly #seen = new Map<string, KnownStore[]>()

  /** @param isEverywhere the object is made in namespaces that are not known here */
  constructor(object: EsoObject, isEverywhere: boolean, index: StoreIndex, missing: MissingStores, report: Report) {
    this.#namespace = isEverywhere ? undefined : object.namespace
    this.#isEverywhere = isEverywhere
    this.#index = index
    this.#missing = missing
    this.#report = report
  }

  /** The stores that a storeRef may mean; says once for each of them what is wrong with it. */
  resolve(storeRef: Spot): KnownStore[] {
    const name = textOf(below(storeRef, 'name'))
    const kind = textOf(below(storeRef, 'kind')) ?? (isSet(below(storeRef, 'kind')) ? undefined : 'SecretStore')
    if (name === undefined || !isStoreKind(kind)) return []
    const key = `${kind}/${name}`
    const known = this.#seen.get(key)
    if (known) return known
    const reference = {kind, name, namespace: this.#namespace}
    const found = this.#index.find(reference)
    this.#seen.set(key, found)
    if (found.length === 0) this.#notFound(storeRef, reference)
    else this.#checkOpen(storeRef, found)
    return found
  }

  #notFound(storeRef: Spot, reference: StoreReference): void {
    const {kind, name, namespace} = reference
    const at = below(storeRef, 'name')
    const other: StoreObjectKind = kind === 'SecretStore' ? 'ClusterSecretStore' : 'SecretStore'
    const elsewhere = this.#index.named(name, kind)
    if (this.#index.find({...reference, kind: other}).length > 0) {
      const kindSpot = below(storeRef, 'kind')
      const says = isSet(kindSpot) ? `${kindSpot.path} is ${kind}` : `${storeRef.path} has no kind, which means SecretStore`
      this.#report('eso-store-kind', isSet(kindSpot) ? kindSpot : at, `${says}, and the store of that name is a ${other}`, {
        fix: `write kind: ${other}`,
      })
    } else if (elsewhere.length > 0) {
      const namespaces = [...new Set(elsewhere.map(store => store.namespace ?? ''))]
      this.#report(
        'eso-store-namespace',
        at,
        `${at.path} is a SecretStore of the namespace ${listed(namespaces, 'or')}, not of ${namespace}`,
      )
    } else this.#count(at, reference)
  }

  #count(spot: Spot, reference: StoreReference): void {
    const key = JSON.stringify([reference.kind, reference.name, reference.kind === 'SecretStore' ? reference.namespace : ''])
    const entry = this.#missing.get(key)
    if (entry) entry.count++
    else this.#missing.set(key, {report: this.#report, spot, reference, count: 1})
  }

  #checkOpen(storeRef: Spot, found: readonly KnownStore[]): void {
    const namespace = this.#namespace
    if (namespace === undefined || this.#isEverywhere) return
    if (!found.every(({openTo}) => openTo !== undefined && !openTo.includes(namespace))) return
    const at = below(storeRef, 'name')
    this.#report('eso-store-closed', at, `${at.path}: the conditions of the store leave out the namespace ${namespace}`)
  }
}

/** Says which stores are in none of the files that were looked at. */
export function reportMissingStores(missing: MissingStores, index: StoreIndex): void {
  for (const {report, spot, reference, count} of missing.values()) {
    const others = count > 1 ? `; ${count - 1} more ${count === 2 ? 'object names' : 'objects name'} it` : ''
    const meant = suggestionFor(reference.name, index.names)
    const fix = meant ? `write name: ${meant}` : undefined
    report('eso-store-missing', spot, `${spot.path}: no ${reference.kind} of this name is in the repository${others}`, {fix})
  }
}

function isStoreKind(kind: string | undefined): kind is StoreObjectKind {
  return KINDS.some(known => known === kind)
}
