import {createPublicKey} from 'node:crypto'
import {parentPort} from 'node:worker_threads'
import {Secret} from '../secret.js'
import {sealOne} from './seal-values.js'

/** A share of the values: their bytes one after the other, with the length and label of each. */
export interface SealShare {
  publicKeyDer: Uint8Array
  plaintexts: Uint8Array
  lengths: Uint32Array
  labels: readonly string[]
}

parentPort?.on('message', ({publicKeyDer, plaintexts, lengths, labels}: SealShare) => {
  const publicKey = createPublicKey({key: Buffer.from(publicKeyDer), format: 'der', type: 'spki'})
  let at = 0
  const ciphertexts = labels.map((label, index) => {
    const start = at
    at += lengths[index] ?? 0
    return sealOne({value: Secret.of(plaintexts.subarray(start, at)), label}, publicKey)
  })
  plaintexts.fill(0)
  parentPort?.postMessage(ciphertexts)
})
