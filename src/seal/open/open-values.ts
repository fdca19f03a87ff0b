import type {KeyObject} from 'node:crypto'
import type {Refusal} from '../../crypto/envelope.js'
import {KeyRing, type Opened} from '../../crypto/key-ring.js'
import type {Label} from '../../crypto/label.js'

/** One envelope to open, with the label it should be bound to. */
export interface OpenJob {
  envelope: Buffer
  label: Label
}

/** Opens envelopes with any of the keys; the answer has one result a job, in the same order. */
export type OpenValues = (jobs: readonly OpenJob[], keys: readonly KeyObject[]) => Promise<readonly (Opened | Refusal)[]>

/** Opens on this thread. Right for a few values; `openInParallel` for more. */
export const openHere: OpenValues = async (jobs, keys) => {
  const ring = new KeyRing(keys)
  return jobs.map(({envelope, label}) => ring.open(envelope, label))
}
