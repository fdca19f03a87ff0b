import type {KeyObject} from 'node:crypto'
import type {SealingCertificate} from '../../certificates/sealing-certificates.js'
import {labelFor} from '../../crypto/label.js'
import type {OpenedItem} from '../open/open-sealed-secrets.js'
import type {SealJob, SealValues} from '../seal-values.js'
import {type FreshnessSearch, findStale, type OpenItem, type SortedSealedSecret} from './find-stale.js'
import type {Renew, Renewal} from './renewal.js'

/** What renewing without a controller needs. */
export interface OfflineRenewal extends Omit<FreshnessSearch<SealingCertificate>, 'newestFor'> {
  certificateFor: FreshnessSearch<SealingCertificate>['newestFor']
  sealValues: SealValues
}

/** Opens with private keys and seals for the certificate of each SealedSecret, whatever key it was sealed for before. */
export function renewOffline({certificateFor, sealValues, ...search}: OfflineRenewal): Renew {
  return async bound => {
    const sorted = await findStale(bound, {...search, newestFor: certificateFor})
    const ciphertexts = await sealAnew(sorted, sealValues)
    return sorted.map(
      ({sealed, binding, stale, fresh, faults}): Renewal => ({
        sealed,
        binding,
        renewed: new Map(stale.map(one => [one.item.key, ciphertexts.get(one) ?? ''])),
        fresh: fresh.length,
        faults,
      }),
    )
  }
}

/** The stale values, those for one certificate in one go. */
async function sealAnew(
  sorted: readonly SortedSealedSecret<SealingCertificate>[],
  sealValues: SealValues,
): Promise<Map<OpenedItem, string>> {
  const byKey = new Map<KeyObject, {one: OpenItem; job: SealJob}[]>()
  for (const {newest, binding, stale} of sorted) {
    const known = byKey.get(newest.publicKey) ?? []
    byKey.set(newest.publicKey, known)
    known.push(...stale.map(one => ({one, job: {value: one.value, label: labelFor(binding)}})))
  }
  const ciphertexts = new Map<OpenedItem, string>()
  for (const [publicKey, jobs] of byKey) {
    const sealed = await sealValues(
      jobs.map(({job}) => job),
      publicKey,
    )
    for (const [index, {one}] of jobs.entries()) ciphertexts.set(one, sealed[index] ?? '')
  }
  return ciphertexts
}
