import type {KeyObject} from 'node:crypto'
import type {Secret} from '../secret.js'
import {open, type Refusal, readFrame} from './envelope.js'
import type {Label} from './label.js'

/** What an envelope held. */
export interface Opened {
  value: Secret
  /** Which key opened it, counted from 0 in the list that the ring was made from. */
  keyIndex: number
}

/** A private key with what can be told of it without using it. */
interface RingKey {
  key: KeyObject
  modulus: Buffer
  index: number
}

/**
 * Private keys to open envelopes with. An envelope does not say which key it is for, and a wrong key costs as much as
 * the right one: so the key that opened the last envelope comes first, and one whose modulus cannot fit is left out.
 */
export class KeyRing {
  readonly #keys: RingKey[]

  /** @param keys RSA; the order is that of the first attempts */
  constructor(keys: readonly KeyObject[]) {
    this.#keys = keys.map((key, index) => ({key, modulus: modulusOf(key), index}))
  }

  /**
   * Tries every key. Of several refusals the one that says most is told: damage behind a session key that was accepted,
   * rather than a key that does not fit.
   */
  open(envelope: Buffer, label: Label): Opened | Refusal {
    const frame = readFrame(envelope)
    if (!frame) return 'too-short'
    let refusal: Refusal = 'session-key-refused'
    for (const [at, candidate] of this.#keys.entries()) {
      if (!fits(frame.wrappedKey, candidate.modulus)) continue
      const value = open(envelope, label, candidate.key)
      if (typeof value === 'string') {
        if (value === 'tag-refused') refusal = value
        continue
      }
      if (at > 0) this.#keys.unshift(...this.#keys.splice(at, 1))
      return {value, keyIndex: candidate.index}
    }
    return refusal
  }
}

/** The modulus of an RSA key, private or public: as many bytes as an envelope's wrapped session key has. */
export function modulusOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({format: 'jwk'}).n ?? '', 'base64url')
}

/** False when a session key was certainly wrapped for another key: an RSA ciphertext is a number below the modulus, written in as many bytes. */
export function fits(wrappedKey: Buffer, modulus: Buffer): boolean {
  return wrappedKey.length === modulus.length && wrappedKey.compare(modulus) < 0
}
