import type {KeyObject} from 'node:crypto'
import {openEnvelope} from './open-envelope.js'
import {vectorKey} from './vectors.js'

const ENVELOPE = /A[QgRw][A-Za-z0-9+/]{300,}={0,2}/g

/** A text with each ciphertext opened: `«LABEL:PLAINTEXT»`, under the first of the labels that fits; `«?»` when none does. */
export function opened(text: string, labels: readonly string[], key: KeyObject = vectorKey): string {
  return text.replace(ENVELOPE, base64 => {
    for (const label of labels) {
      const {plaintext} = openEnvelope(Buffer.from(base64, 'base64'), label, key)
      if (plaintext) return `«${label}:${plaintext.toString('latin1')}»`
    }
    return '«?»'
  })
}
