import {createHash, type KeyObject} from 'node:crypto'

// Two notations for the same public key. Both hash the key alone, so they survive a new certificate over the same key:
//
//     sha256:<64 hex digits>        SHA-256 of the key's SubjectPublicKeyInfo in DER, as HTTP pins use (RFC 7469)
//     SHA256:<43 base64 digits>     SHA-256 of the key as ssh writes it; the controller's own name for its keys
//                                   https://github.com/bitnami-labs/sealed-secrets/blob/main/pkg/crypto/crypto.go

/** A fingerprint in one of the two notations, in its canonical spelling. */
export type Fingerprint = `sha256:${string}` | `SHA256:${string}`

/** SHA-256 over the DER of the public key, in hex. */
export function fingerprintOf(publicKey: KeyObject): Fingerprint {
  return `sha256:${sha256(publicKey.export({type: 'spki', format: 'der'})).toString('hex')}`
}

/** The fingerprint that `ssh-keygen -l` prints for the same RSA key. */
export function sshFingerprintOf(publicKey: KeyObject): Fingerprint {
  const {e = '', n = ''} = publicKey.export({format: 'jwk'})
  const blob = Buffer.concat([sshString(Buffer.from('ssh-rsa')), sshInteger(e), sshInteger(n)])
  return `SHA256:${sha256(blob).toString('base64').replace(/=+$/, '')}`
}

/** Reads either notation as people paste it (any case of hex, colons between bytes, padding); undefined for anything else. */
export function parseFingerprint(text: string): Fingerprint | undefined {
  const [, digest = ''] = /^sha256:(.*)$/i.exec(text.trim()) ?? []
  const hex = digest.replaceAll(':', '')
  if (/^[0-9a-f]{64}$/i.test(hex)) return `sha256:${hex.toLowerCase()}`
  return /^[A-Za-z0-9+/]{43}=?$/.test(digest) ? `SHA256:${digest.slice(0, 43)}` : undefined
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

// RFC 4251, section 5: a length in four bytes, then the bytes.
function sshString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** A positive number as two's complement: a leading zero byte keeps its first bit from being the sign. */
function sshInteger(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  return sshString(bytes.readInt8(0) < 0 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}
