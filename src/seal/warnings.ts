import {isUtf8} from 'node:buffer'
import {createPrivateKey, X509Certificate} from 'node:crypto'
import type {SecretItem, SecretManifest} from '../manifest/secret-manifest.js'
import type {Secret} from '../secret.js'
import {typeFault} from './type-fault.js'

/** Something that seals well and fails later. It names keys, never values. */
export interface SealWarning {
  where: string
  message: string
}

const JSON_KEYS = ['.dockercfg', '.dockerconfigjson']

/** Everything about a Secret that its cluster, or the program that reads it, will trip over. */
export function warningsOf(secret: SecretManifest): SealWarning[] {
  return [...typeWarnings(secret), ...valueWarnings(secret)]
}

type Values = Pick<SecretManifest, 'type' | 'items' | 'place'>

/** The part of it that the values themselves cause. */
export function valueWarnings(values: Values): SealWarning[] {
  return [...tlsWarnings(values), ...values.items.flatMap(itemWarnings)]
}

function typeWarnings({type, items, place, annotations}: SecretManifest): SealWarning[] {
  const fault = typeFault(
    type,
    items.map(({key}) => key),
    annotations,
  )
  return fault === undefined ? [] : [{where: place, message: fault}]
}

/** What a program that reads this value, or the cluster, will trip over. */
export function itemWarnings({key, value, place}: SecretItem): SealWarning[] {
  const text = value.reveal()
  const warn = (message: string) => [{where: place, message: `the value of ${key} ${message}`}]
  if (text.length === 0) return warn('is empty')
  if (isSealed(text)) return warn('looks like a sealed value already; sealed twice it reaches the cluster as ciphertext')
  if (isSops(text)) return warn('is encrypted with SOPS; decrypt it first, or the cluster gets the ciphertext')
  if (JSON_KEYS.includes(key) && !isJson(text)) return warn('is not JSON; the API server will refuse it')
  if (isOneLineWithBreak(text)) {
    return warn('ends with a line break, which becomes part of it (printf, not echo; |- in YAML)')
  }
  return []
}

function tlsWarnings({type, items, place}: Values): SealWarning[] {
  if (type !== 'kubernetes.io/tls') return []
  const itemValue = (key: string) => items.find(item => item.key === key)?.value
  const certificate = itemValue('tls.crt')
  const key = itemValue('tls.key')
  if (!certificate?.length || !key?.length) return []
  const message = tlsFault(certificate, key)
  return message ? [{where: place, message}] : []
}

function tlsFault(certificate: Secret, key: Secret): string | undefined {
  let first: X509Certificate
  try {
    first = new X509Certificate(certificate.reveal())
  } catch {
    return 'tls.crt holds no PEM certificate'
  }
  try {
    return first.checkPrivateKey(createPrivateKey(key.reveal())) ? undefined : 'tls.key does not belong to the first certificate of tls.crt'
  } catch {
    return 'tls.key holds no PEM private key'
  }
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const FIRST_PRINTABLE = 0x20
/** Shorter than any envelope of an RSA-1024 key in base64. */
const MIN_SEALED_LENGTH = 190
/** Key lengths in bytes that the first two bytes of an envelope can say. */
const KEY_LENGTHS = [128, 256, 384, 512, 1024]
const SEALED = /^[A-Za-z0-9+/]+={0,2}$/

function isSealed(text: Buffer): boolean {
  if (text.length < MIN_SEALED_LENGTH) return false
  if (text.includes('kind: SealedSecret') || text.includes('"kind": "SealedSecret"')) return true
  if (text[0] !== 0x41 || text.length % 4 !== 0 || !SEALED.test(text.toString('latin1'))) return false
  const envelope = Buffer.from(text.toString('latin1'), 'base64')
  const keyLength = envelope.readUInt16BE(0)
  return KEY_LENGTHS.includes(keyLength) && envelope.length >= 2 + keyLength + 16
}

/** One line of text and its break; random bytes may end with that byte, too. */
function isOneLineWithBreak(text: Buffer): boolean {
  if (text.at(-1) !== LINE_FEED) return false
  const line = text.subarray(0, text.at(-2) === CARRIAGE_RETURN ? -2 : -1)
  return line.every(byte => byte >= FIRST_PRINTABLE) && isUtf8(line)
}

/** "ENC[AES256_GCM,data:…,iv:…,tag:…,type:str]" is longer, whatever it holds. */
const MIN_SOPS_LENGTH = 80

function isSops(text: Buffer): boolean {
  return text.length >= MIN_SOPS_LENGTH && text.includes('ENC[AES256_GCM,data:')
}

function isJson(text: Buffer): boolean {
  try {
    JSON.parse(text.toString('utf8'))
    return true
  } catch {
    return false
  }
}
