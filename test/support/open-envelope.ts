import {constants, createDecipheriv, type KeyObject, privateDecrypt} from 'node:crypto'

/** The step at which an envelope did not open, in the words of the vectors, or its plaintext. */
export interface Opening {
  outcome: 'success' | 'too short' | 'session key refused' | 'tag refused'
  plaintext?: Buffer
}

const TAG = 16

/**
 * Opens an envelope as docs/format.md describes it, written apart from src/crypto so that a mistake made in both
 * directions there does not pass. Says at which step it fails: a wrong label must not pass for a wrong tag.
 */
export function openEnvelope(envelope: Buffer, label: string, privateKey: KeyObject): Opening {
  if (envelope.length < 2) return {outcome: 'too short'}
  const view = new DataView(envelope.buffer, envelope.byteOffset, envelope.byteLength)
  const keyEnd = 2 + view.getUint16(0, false)
  if (envelope.length - keyEnd < TAG) return {outcome: 'too short'}
  const tagStart = envelope.length - TAG
  let sessionKey: Buffer
  try {
    sessionKey = privateDecrypt(
      {key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label)},
      envelope.subarray(2, keyEnd),
    )
  } catch {
    return {outcome: 'session key refused'}
  }
  if (sessionKey.length !== 32) return {outcome: 'session key refused'}
  const gcm = createDecipheriv('aes-256-gcm', sessionKey, Buffer.from('000000000000000000000000', 'hex'))
  gcm.setAuthTag(envelope.subarray(tagStart))
  const start = gcm.update(envelope.subarray(keyEnd, tagStart))
  try {
    return {outcome: 'success', plaintext: Buffer.concat([start, gcm.final()])}
  } catch {
    return {outcome: 'tag refused'}
  }
}
