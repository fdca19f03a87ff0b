import {checkReference} from '../../providers/check-reference.js'
import {fromRemoteRef} from '../../providers/remote-ref.js'
import type {Report} from '../eso-object.js'
import {below, isSet, itemsOf, type Spot, textOf} from '../spot.js'
import type {StoreReferences} from './check-store-references.js'
import type {KnownStore} from './known-store.js'

/** Holds what a PushSecret writes against what the providers behind its stores can hold. */
export function checkPushSecret(spec: Spot, stores: StoreReferences, report: Report): void {
  const found = itemsOf(below(spec, 'secretStoreRefs')).flatMap(storeRef => {
    const known = isSet(below(storeRef, 'name')) ? stores.resolve(storeRef) : []
    if (known.length > 0 && known.every(({provider}) => provider?.kind.access === 'read')) {
      report(
        'eso-reference-store',
        storeRef,
        `${storeRef.path}: ESO only reads from ${known[0]?.provider?.kind.title}, and writes nothing to it`,
      )
      return []
    }
    return known
  })
  for (const entry of itemsOf(below(spec, 'data'))) checkRemoteKey(below(entry, 'match', 'remoteRef', 'remoteKey'), found, report)
  for (const entry of itemsOf(below(spec, 'dataTo'))) checkRemoteKey(below(entry, 'remoteKey'), found, report)
}

function checkRemoteKey(at: Spot, stores: readonly KnownStore[], report: Report): void {
  const key = textOf(at)
  if (key === undefined) return
  for (const {kind, provider} of stores) {
    if (provider?.kind.access !== 'read-write') continue
    const problems = checkReference(fromRemoteRef({key}, provider.kind.id, provider.block), {
      use: 'data',
      block: provider.block,
      storeKind: kind,
    })
    const problem = problems.find(({part}) => part === 'key')
    // a key of the fake store need not be there yet
    if (!problem || problem.id === 'key-absent') continue
    report('eso-reference-key', at, `${at.path}: ${problem.message}`, {fix: problem.fix})
    return
  }
}
