import {constants, createCipheriv, createDecipheriv, type KeyObject, privateDecrypt, publicEncrypt, randomBytes} from 'node:crypto'
import {Secret} from '../secret.js'
import type {Label} from './label.js'

// The form that the Sealed Secrets controller decrypts, one envelope a value:
//
//     2 bytes   length of the next field, big endian
//     n bytes   RSA-OAEP(SHA-256, MGF1 SHA-256, label) of a fresh 32-byte session key
//     rest      AES-256-GCM(session key, zero nonce) of the plaintext, 16-byte tag last
//
// docs/format.md derives each field; test/vectors/envelope holds envelopes made by kubeseal.

const PREFIX_BYTES = 2
const SESSION_KEY_BYTES = 32
const TAG_BYTES = 16
// A session key encrypts one value, so the nonce need not vary. Never pass a key in.
const NONCE = Buffer.alloc(12)

/** Why an envelope did not open. The step matters: a refused session key is a wrong key or label, a refused tag is damage. */
export type Refusal = 'too-short' | 'session-key-refused' | 'tag-refused'

/** Encrypts one value for the holder of the private key, bound to the label. Two calls never give the same bytes. */
export function seal(plaintext: Secret, label: Label, publicKey: KeyObject): Buffer {
  const sessionKey = randomBytes(SESSION_KEY_BYTES)
  const wrappedKey = publicEncrypt({key: publicKey, ...oaep(label)}, sessionKey)
  const cipher = createCipheriv('aes-256-gcm', sessionKey, NONCE)
  sessionKey.fill(0)
  const length = Buffer.alloc(PREFIX_BYTES)
  length.writeUInt16BE(wrappedKey.length)
  return Buffer.concat([length, wrappedKey, cipher.update(plaintext.reveal()), cipher.final(), cipher.getAuthTag()])
}

/** Opens one envelope with one key. A refusal is an answer, not an error: callers try several keys and labels. */
export function open(envelope: Buffer, label: Label, privateKey: KeyObject): Secret | Refusal {
  const frame = readFrame(envelope)
  if (!frame) return 'too-short'
  let sessionKey: Buffer
  try {
    sessionKey = privateDecrypt({key: privateKey, ...oaep(label)}, frame.wrappedKey)
  } catch {
    return 'session-key-refused'
  }
  // Node answers a failed OAEP check of another key's block with an error, but the length is the sender's choice.
  if (sessionKey.length !== SESSION_KEY_BYTES) return 'session-key-refused'
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, NONCE).setAuthTag(frame.tag)
  sessionKey.fill(0)
  try {
    return Secret.of(Buffer.concat([decipher.update(frame.ciphertext), decipher.final()]))
  } catch {
    return 'tag-refused'
  }
}

/** The parts of an envelope, or undefined when it is shorter than its own prefix says. */
export function readFrame(envelope: Buffer): {wrappedKey: Buffer; ciphertext: Buffer; tag: Buffer} | undefined {
  if (envelope.length < PREFIX_BYTES) return undefined
  const bodyStart = PREFIX_BYTES + envelope.readUInt16BE(0)
  if (envelope.length < bodyStart + TAG_BYTES) return undefined
  return {
    wrappedKey: envelope.subarray(PREFIX_BYTES, bodyStart),
    ciphertext: envelope.subarray(bodyStart, -TAG_BYTES),
    tag: envelope.subarray(-TAG_BYTES),
  }
}

function oaep(label: Label) {
  const options = {padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256'}
  // Node refuses an empty oaepLabel on some versions; leaving it out means the same bytes.
  return label === '' ? options : {...options, oaepLabel: Buffer.from(label, 'utf8')}
}
