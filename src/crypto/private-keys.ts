import {createPrivateKey, type KeyObject} from 'node:crypto'
import {GsecError} from '../errors.js'
import {type PemBlock, readPemBlocks} from './pem.js'

/**
 * All private keys of a key file, in order: RSA in PKCS#1 (`RSA PRIVATE KEY`) or PKCS#8 (`PRIVATE KEY`). Certificates
 * and other blocks beside them are skipped, since `tls.crt` and `tls.key` are often kept in one file.
 *
 * @param where the file, for the error
 * @throws GsecError KEY_INVALID without a key, or for one that cannot be used: encrypted, not RSA, OpenSSH's form, damaged
 */
export function readPrivateKeys(data: Uint8Array, where?: string): KeyObject[] {
  const blocks = readPemBlocks(data)
  const keys = blocks.filter(({type}) => type.endsWith('PRIVATE KEY')).map(block => readKey(block, where))
  if (keys.length === 0) throw new GsecError('KEY_INVALID', absence(data, blocks), {where, hint: HOW_TO_GET_KEYS})
  return keys
}

/**
 * The one key that kubeseal takes from a PEM file: the first block that can be read as a private key decides, and it
 * counts only if it is RSA; what cannot be read is passed over. Undefined where kubeseal finds none and says nothing.
 * https://github.com/kubernetes/client-go/blob/master/util/keyutil/key.go (ParsePrivateKeyPEM)
 */
export function readFirstPrivateKey(data: Uint8Array): KeyObject | undefined {
  for (const block of readPemBlocks(data)) {
    const key = parse(block)
    if (key && isReadByGo(key, block)) return isRsa(key) ? key : undefined
  }
  return undefined
}

/** OpenSSL also reads kinds of keys that Go does not know, PKCS#8 in a PKCS#1 block, and bytes after the key. */
function isReadByGo(key: KeyObject, {type, bytes}: PemBlock): boolean {
  if (type === 'RSA PRIVATE KEY') return key.export({type: 'pkcs1', format: 'der'}).equals(bytes)
  return ['rsa', 'ec', 'ed25519', 'x25519'].includes(key.asymmetricKeyType ?? '')
}

const HOW_TO_GET_KEYS = "the controller's keys: kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml"

function readKey(block: PemBlock, where: string | undefined): KeyObject {
  const key = parse(block)
  if (key && isRsa(key)) return key
  const [message, hint] = whyUnusable(block, key)
  throw new GsecError('KEY_INVALID', message, {where, hint})
}

function whyUnusable({type, headers}: PemBlock, key: KeyObject | undefined): [message: string, hint: string] {
  if (type === 'ENCRYPTED PRIVATE KEY' || headers.has('DEK-Info')) {
    return ['holds an encrypted private key', 'decrypt it first: openssl rsa -in FILE -out key.pem']
  }
  if (type === 'OPENSSH PRIVATE KEY') return ["holds a private key in OpenSSH's own form", 'convert a copy: ssh-keygen -p -m PEM -f COPY']
  if (key || !FORMS[type]) return ['holds a private key that is not RSA', 'Sealed Secrets uses RSA keys only']
  return ['holds a damaged private key', HOW_TO_GET_KEYS]
}

/** DER forms by PEM type; a type that is not here is no private key to kubeseal. */
const FORMS: Readonly<Record<string, 'pkcs1' | 'pkcs8' | 'sec1'>> = {
  'RSA PRIVATE KEY': 'pkcs1',
  'PRIVATE KEY': 'pkcs8',
  'EC PRIVATE KEY': 'sec1',
}

function parse({type, bytes}: PemBlock): KeyObject | undefined {
  const form = FORMS[type]
  if (!form) return undefined
  try {
    const key = createPrivateKey({key: bytes, format: 'der', type: form})
    return form === 'pkcs1' && !isRsa(key) ? undefined : key // from Node 22 on any kind is read there
  } catch {
    return undefined
  }
}

function isRsa(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'rsa'
}

function absence(data: Uint8Array, blocks: readonly PemBlock[]): string {
  if (data.length === 0) return 'is empty'
  if (blocks.some(({type}) => type === 'CERTIFICATE')) return 'holds a certificate, but no private key'
  if (blocks.some(({type}) => type.endsWith('PUBLIC KEY'))) return 'holds a public key, not a private one'
  return blocks.length === 0 && Buffer.from(data).includes('PRIVATE KEY-----') ? 'holds a damaged private key' : 'holds no private key'
}
