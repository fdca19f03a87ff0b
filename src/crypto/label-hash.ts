import {constants, createHash, type KeyObject, privateDecrypt} from 'node:crypto'
import {readFrame} from './envelope.js'
import type {Label} from './label.js'

// What RSA-OAEP wraps a session key in (RFC 8017, section 7.1.1), as long as the modulus:
//
//     0x00 ‖ masked seed (32) ‖ masked block
//     block = SHA-256 of the label ‖ 0x00 … 0x00 ‖ 0x01 ‖ session key (32)
//
// Taking the masks off needs the private key but not the label. So one private operation tells whether the key is the
// right one, and what the label's hash is: which of thousands of labels it was costs no more than hashing them.

const HASH_BYTES = 32
const SESSION_KEY_BYTES = 32

/**
 * The SHA-256 of the label that an envelope was sealed under; undefined when it was not sealed for this key, or its
 * wrapped session key is damaged. For finding out what went wrong: opening is `open`'s business.
 */
export function labelHashOf(envelope: Buffer, privateKey: KeyObject): Buffer | undefined {
  const wrappedKey = readFrame(envelope)?.wrappedKey
  if (!wrappedKey) return undefined
  let encoded: Buffer
  try {
    encoded = privateDecrypt({key: privateKey, padding: constants.RSA_NO_PADDING}, wrappedKey)
  } catch {
    return undefined
  }
  const maskedBlock = encoded.subarray(1 + HASH_BYTES)
  const seed = xor(encoded.subarray(1, 1 + HASH_BYTES), mask(maskedBlock, HASH_BYTES))
  const block = xor(maskedBlock, mask(seed, maskedBlock.length))
  const padding = block.subarray(HASH_BYTES, block.length - SESSION_KEY_BYTES - 1)
  const isOurs = encoded[0] === 0 && padding.every(byte => byte === 0) && block[block.length - SESSION_KEY_BYTES - 1] === 1
  return isOurs ? block.subarray(0, HASH_BYTES) : undefined
}

/** The hash that RSA-OAEP binds a session key to. */
export function hashOfLabel(label: Label): Buffer {
  return createHash('sha256').update(label, 'utf8').digest()
}

/** MGF1 with SHA-256: RFC 8017, appendix B.2.1. */
function mask(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({length: Math.ceil(length / HASH_BYTES)}, (_, index) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(index)
    return createHash('sha256').update(seed).update(counter).digest()
  })
  return Buffer.concat(blocks).subarray(0, length)
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)))
}
