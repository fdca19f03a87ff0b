import type {FaultExplainer} from '../open/explain-fault.js'
import {type BoundSealedSecret, type OpenedItem, openSealedSecrets} from '../open/open-sealed-secrets.js'
import type {OpenValues} from '../open/open-values.js'
import type {UnsealingKey} from '../open/read-key-file.js'
import {faultsOf, type ValueFault} from '../open/unseal-result.js'

/** A value that opened. */
export type OpenItem = Extract<OpenedItem, {key: UnsealingKey}>

/** A SealedSecret, its values sorted by the key that they are sealed for. */
export interface SortedSealedSecret<Newest> extends BoundSealedSecret {
  newest: Newest
  /** Sealed for another key than the newest. */
  stale: readonly OpenItem[]
  fresh: readonly OpenItem[]
  faults: readonly ValueFault[]
}

/** What finding stale values needs. */
export interface FreshnessSearch<Newest extends {fingerprint: string}> {
  keys: readonly UnsealingKey[]
  explainer: FaultExplainer
  /** The key, or its certificate, that the values of a SealedSecret should be sealed for. */
  newestFor(bound: BoundSealedSecret): Promise<Newest>
  openValues: OpenValues
}

/** Opens every value: which key it is sealed for shows in nothing else. */
export async function findStale<Newest extends {fingerprint: string}>(
  bound: readonly BoundSealedSecret[],
  {keys, explainer, newestFor, openValues}: FreshnessSearch<Newest>,
): Promise<SortedSealedSecret<Newest>[]> {
  const newest = await Promise.all(bound.map(async one => ({one, newest: await newestFor(one)})))
  const opened = await openSealedSecrets(bound, keys, openValues)
  return newest.map(({one: {sealed, binding}, newest}, index) => {
    const own = opened.slice(index, index + 1)
    const items = own.flatMap(one => one.items).filter((item): item is OpenItem => 'value' in item)
    const isFresh = ({key}: OpenItem) => key.fingerprint === newest.fingerprint
    return {
      sealed,
      binding,
      newest,
      stale: items.filter(item => !isFresh(item)),
      fresh: items.filter(isFresh),
      faults: faultsOf(own, explainer),
    }
  })
}
