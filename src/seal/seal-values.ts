import type {KeyObject} from 'node:crypto'
import {seal} from '../crypto/envelope.js'
import type {Label} from '../crypto/label.js'
import type {Secret} from '../secret.js'

/** One value to seal, with the label it is bound to. */
export interface SealJob {
  value: Secret
  label: Label
}

/** Seals values for one key; the answer has their ciphertexts, in base64, in the same order. */
export type SealValues = (jobs: readonly SealJob[], publicKey: KeyObject) => Promise<readonly string[]>

/** Seals on this thread. Right for a few values; `sealInParallel` for thousands. */
export const sealHere: SealValues = async (jobs, publicKey) => jobs.map(job => sealOne(job, publicKey))

export function sealOne({value, label}: SealJob, publicKey: KeyObject): string {
  return seal(value, label, publicKey).toString('base64')
}
