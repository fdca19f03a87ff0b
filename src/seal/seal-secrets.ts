import type {KeyObject} from 'node:crypto'
import type {PlainValue} from '../manifest/value.js'
import type {SealPlan} from './seal-plan.js'
import type {SealJob, SealValues} from './seal-values.js'
import {sealedSecretOf} from './sealed-secret.js'

export interface SealRequest {
  plan: SealPlan
  publicKey: KeyObject
}

/** Seals many Secrets, the values for one key in one go; the answer has one SealedSecret a request, in the same order. */
export async function sealSecrets(requests: readonly SealRequest[], sealValues: SealValues): Promise<PlainValue[]> {
  const ciphertexts = new Map<SealRequest, Iterator<string>>()
  for (const [publicKey, sameKey] of byPublicKey(requests)) {
    const jobs = sameKey.flatMap(jobsOf)
    const sealed = (await sealValues(jobs, publicKey)).values()
    for (const request of sameKey) ciphertexts.set(request, sealed)
  }
  // one iterator a key hands the ciphertexts out in the order in which they were asked for
  return requests.map(request => {
    const next = ciphertexts.get(request)
    return sealedSecretOf(request.plan, new Map(request.plan.secret.items.map(({key}) => [key, next?.next().value ?? ''])))
  })
}

function byPublicKey(requests: readonly SealRequest[]): Map<KeyObject, SealRequest[]> {
  const groups = new Map<KeyObject, SealRequest[]>()
  for (const request of requests) {
    const group = groups.get(request.publicKey)
    if (group) group.push(request)
    else groups.set(request.publicKey, [request])
  }
  return groups
}

function jobsOf({plan}: SealRequest): SealJob[] {
  return plan.secret.items.map(({value}) => ({value, label: plan.label}))
}
