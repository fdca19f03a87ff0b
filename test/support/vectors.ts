import {createPrivateKey, createPublicKey} from 'node:crypto'
import {readFileSync} from 'node:fs'

/** A file under test/vectors. */
export function vector(name: string): Buffer {
  return readFileSync(new URL(`../vectors/${name}`, import.meta.url))
}

/** The throw-away key of test/vectors/kubeseal, whose certificate is cert.pem. */
export const vectorKey = createPrivateKey(vector('kubeseal/key.pem'))
export const vectorPublicKey = createPublicKey(vectorKey)

/** One DER value as a PEM block. */
export function pemBlock(type: string, der: Uint8Array): string {
  return `-----BEGIN ${type}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})(?=.)/g, '$1\n')}\n-----END ${type}-----\n`
}

/** The bytes inside a file with one PEM block. */
export function derOf(pem: string | Buffer): Buffer {
  return Buffer.from(pem.toString().replace(/-----.*-----/g, ''), 'base64')
}
