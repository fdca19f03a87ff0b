import type {KeyObject} from 'node:crypto'
import type {Secret} from '../secret.js'
import {open, type Refusal, readFrame} from './envelope.js'
import type {Label} from './label.js'

/** A private key with what can be told of it without using it. */
interface RingKey {
  key: KeyObject
  modulus: Buffer
}

/**
 * Private keys to open envelopes with. An envelope does not say which key it is for, and a wrong key costs as much as
 * the right one: so the key that opened the last envelope comes first, and one whose modulus cannot fit is left out.
 */
export class KeyRing {
  readonly #keys: RingKey[]

  /** @param keys RSA; the order is that of the first attempts */
  constructor(keys: readonly KeyObject[]) {
    this.#keys = keys.map(key => ({key, modulus: Buffer.from(key.export({format: 'jwk'}).n ?? '', 'base64url')}))
  }

  /**
   * Tries every key. Of several refusals the one that says most is told: damage behind a session key that was accepted,
   * rather than a key that does not fit.
   */
  open(envelope: Buffer, label: Label): Secret | Refusal {
    const frame = readFrame(envelope)
    if (!frame) return 'too-short'
    let refusal: Refusal = 'session-key-refused'
    for (const [index, candidate] of this.#keys.entries()) {
      if (!fits(frame.wrappedKey, candidate.modulus)) continue
      const opened = open(envelope, label, candidate.key)
      if (typeof opened === 'string') {
        if (opened === 'tag-refused') refusal = opened
        continue
      }
      if (index > 0) this.#keys.unshift(...this.#keys.splice(index, 1))
      return opened
    }
    return refusal
  }
}

/** An RSA ciphertext is a number below the modulus, written in as many bytes. */
function fits(wrappedKey: Buffer, modulus: Buffer): boolean {
  return wrappedKey.length === modulus.length && wrappedKey.compare(modulus) < 0
}
