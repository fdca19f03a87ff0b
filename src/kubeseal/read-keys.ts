import type {KeyObject} from 'node:crypto'
import {readFirstPrivateKey} from '../crypto/private-keys.js'
import {emitJson} from '../manifest/emit-json.js'
import type {SecretManifest} from '../manifest/secret-manifest.js'
import {decodeObject} from './decode-object.js'
import {Failure} from './failure.js'
import {readSecrets} from './read-secrets.js'
import {listSchema} from './schema.js'

/**
 * The private keys of a file as kubeseal finds them: the first of a PEM file; else `tls.key` of each Secret in a List or
 * a stream. A file that holds none of it has no keys, and that is no error.
 * @throws Failure for a Secret without a usable key
 */
export function readRecoveryKeys(bytes: Buffer): KeyObject[] {
  const key = readFirstPrivateKey(bytes)
  return key ? [key] : secretsIn(bytes).map(keyOf)
}

function secretsIn(bytes: Buffer): SecretManifest[] {
  const items = listItems(bytes)
  return items ? items.flatMap(item => readSecrets(item)) : readSecrets(bytes)
}

/** The items of a v1 List, each as JSON; undefined for anything else. */
function listItems(bytes: Buffer): Buffer[] | undefined {
  try {
    const {items} = decodeObject(bytes, {apiVersion: 'v1', kind: 'List', schema: listSchema})
    return Array.isArray(items) ? items.map(item => Buffer.from(emitJson(item))) : []
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function keyOf({items}: SecretManifest): KeyObject {
  const pem = items.find(({key}) => key === 'tls.key')
  if (!pem) throw new Failure("secret must contain a 'tls.data' key")
  const key = readFirstPrivateKey(pem.value.reveal())
  if (!key) throw new Failure('data does not contain a valid RSA or ECDSA private key')
  return key
}
