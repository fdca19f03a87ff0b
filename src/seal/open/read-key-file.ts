import {createPublicKey, type KeyObject} from 'node:crypto'
import {readCertificate} from '../../crypto/certificate.js'
import {type Fingerprint, fingerprintOf} from '../../crypto/fingerprint.js'
import {readPemBlocks} from '../../crypto/pem.js'
import {readPrivateKeys} from '../../crypto/private-keys.js'
import {GsecError} from '../../errors.js'
import {decodeBase64} from '../../manifest/base64.js'
import {textAt} from '../../manifest/node.js'
import {type ManifestObject, objectsOf, readManifests} from '../../manifest/read-manifests.js'

/** A private key of the sealing controller. */
export interface UnsealingKey {
  key: KeyObject
  fingerprint: Fingerprint
  /** The file, and the place in it where there are several. */
  where: string
  /** When its certificate began to be valid: the controller seals with the latest. Unknown for a key alone. */
  notBefore?: Date | undefined
  /** True when its Secret is labelled as one to open with, never to seal for (`compromised`, say). */
  isRetired: boolean
}

const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key'

/**
 * Every private key of a file: PEM blocks (PKCS#1, PKCS#8), or a backup of the controller's keys as kubectl writes it:
 * Secrets, a List of them, several documents, a List without a kind.
 * @throws GsecError KEY_INVALID without a single key, or for one that cannot be used
 */
export function readKeyFile(bytes: Uint8Array, path: string): UnsealingKey[] {
  const isPem = readPemBlocks(bytes).some(({type}) => type.endsWith('PRIVATE KEY'))
  const secrets = isPem ? [] : keySecretsIn(bytes, path)
  if (secrets.length > 0) return secrets.flatMap(keysOfSecret)
  return readPrivateKeys(bytes, path).map(key => ({key, fingerprint: fingerprintOf(createPublicKey(key)), where: path, isRetired: false}))
}

/** Keys of several files, each once, in the order given. @throws GsecError KEY_INVALID */
export function readKeyFiles(files: readonly {path: string; bytes: Uint8Array}[]): UnsealingKey[] {
  const byFingerprint = new Map<Fingerprint, UnsealingKey>()
  for (const one of files.flatMap(({path, bytes}) => readKeyFile(bytes, path))) {
    const known = byFingerprint.get(one.fingerprint)
    // the same key without and with its certificate: the date counts
    if (!known || (known.notBefore === undefined && one.notBefore !== undefined)) byFingerprint.set(one.fingerprint, one)
  }
  return [...byFingerprint.values()]
}

/** Secrets with a `tls.key`; none when the bytes are no manifest at all. */
function keySecretsIn(bytes: Uint8Array, path: string): ManifestObject[] {
  try {
    const objects = readManifests(bytes, path).documents.flatMap(document => (document.root.kind === 'map' ? objectsOf(document) : []))
    return objects.filter(({node}) => textAt(node, 'data', 'tls.key') !== undefined)
  } catch (error) {
    // it need not be one: readPrivateKeys says what else it is
    if (error instanceof GsecError) return []
    throw error
  }
}

function keysOfSecret({document, node}: ManifestObject): UnsealingKey[] {
  const where = document.place(node.start)
  const pem = decodeBase64(textAt(node, 'data', 'tls.key') ?? '')
  if ('faultAt' in pem) throw new GsecError('KEY_INVALID', 'tls.key is not base64', {where})
  const notBefore = notBeforeOf(decodeBase64(textAt(node, 'data', 'tls.crt') ?? ''))
  const state = textAt(node, 'metadata', 'labels', KEY_LABEL)
  const isRetired = state !== undefined && state !== 'active'
  return readPrivateKeys(pem, where).map(key => ({key, fingerprint: fingerprintOf(createPublicKey(key)), where, notBefore, isRetired}))
}

/** A key opens without its certificate: a damaged one only leaves the date unknown. */
function notBeforeOf(pem: ReturnType<typeof decodeBase64>): Date | undefined {
  if ('faultAt' in pem || pem.length === 0) return undefined
  try {
    return readCertificate(pem).notBefore
  } catch (error) {
    if (error instanceof GsecError) return undefined
    throw error
  }
}
