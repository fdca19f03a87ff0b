import type {KeyObject} from 'node:crypto'
import type {Refusal} from '../../crypto/envelope.js'
import {KeyRing, type Opened} from '../../crypto/key-ring.js'
import {Secret} from '../../secret.js'
import type {OpenJob} from './open-values.js'

// Threads share all jobs, and each takes the next one that nobody has: so all end at the same time, whoever was slow.

/** All jobs, in memory that threads share: the envelopes one after the other, with the end and the label of each. */
export interface SharedJobs {
  keys: readonly KeyObject[]
  envelopes: SharedArrayBuffer
  ends: readonly number[]
  labels: readonly string[]
  /** One number: the next job that nobody has taken. */
  next: SharedArrayBuffer
}

/** What became of one job, by its place among the jobs. Plaintext is bytes here: a Secret does not travel between threads. */
export interface SharedResult {
  index: number
  plaintext?: Uint8Array
  keyIndex?: number
  refusal?: Refusal
}

export function shareJobs(jobs: readonly OpenJob[], keys: readonly KeyObject[]): SharedJobs {
  const total = jobs.reduce((sum, {envelope}) => sum + envelope.length, 0)
  const envelopes = new Uint8Array(new SharedArrayBuffer(total))
  let at = 0
  const ends = jobs.map(({envelope}) => {
    envelopes.set(envelope, at)
    at += envelope.length
    return at
  })
  return {keys, envelopes: envelopes.buffer, ends, labels: jobs.map(({label}) => label), next: new SharedArrayBuffer(4)}
}

/** Takes jobs until none is left. One step a job, so that a thread can do something else in between. */
export function* openShared({keys, envelopes, ends, labels, next}: SharedJobs): Generator<SharedResult> {
  const ring = new KeyRing(keys)
  const counter = new Int32Array(next)
  const all = Buffer.from(envelopes)
  for (let index = Atomics.add(counter, 0, 1); index < ends.length; index = Atomics.add(counter, 0, 1)) {
    // OpenSSL wants memory of this thread alone
    const envelope = Buffer.from(all.subarray(ends[index - 1] ?? 0, ends[index]))
    const opened = ring.open(envelope, labels[index] ?? '')
    yield typeof opened === 'string' ? {index, refusal: opened} : {index, plaintext: opened.value.reveal(), keyIndex: opened.keyIndex}
  }
}

export function resultOf({plaintext, keyIndex, refusal}: SharedResult): Opened | Refusal {
  if (plaintext === undefined || keyIndex === undefined) return refusal ?? 'session-key-refused'
  return {value: Secret.of(plaintext), keyIndex}
}
