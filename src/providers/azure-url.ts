import type {Reference} from './reference.js'
import {referenceError} from './reference-error.js'
import {joinTail, splitTail} from './reference-tail.js'
import type {ReferenceParts} from './store-kind.js'

// https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#vault-name-and-object-name
const VAULT = /^https:\/\/[a-z0-9-]+\.vault\.[a-z0-9.-]+(?=$|[/:])/i
const OBJECT = /^(?::443)?\/(secrets|keys|certificates)\/([^/]+)(?:\/([^/]+))?\/?$/
const TYPES: Readonly<Record<string, string>> = {secrets: '', keys: 'key/', certificates: 'cert/'}

/** Reads https://VAULT.vault.azure.net/secrets/NAME[/VERSION], also of keys and certificates. @throws GsecError REFERENCE_INVALID */
export function readAzureUrl(text: string): ReferenceParts | undefined {
  const [vaultUrl] = VAULT.exec(text) ?? []
  if (vaultUrl === undefined) return undefined
  const {head, version, property} = splitTail(text.slice(vaultUrl.length))
  const [, collection = '', name, named] = OBJECT.exec(head) ?? []
  if (name === undefined)
    throw referenceError(
      'this address names no secret of the vault',
      'write https://VAULT.vault.azure.net/secrets/NAME or …/secrets/NAME/VERSION',
    )
  if (named !== undefined && version !== undefined) throw referenceError('the version is named twice', 'leave /VERSION or @… out')
  return {scope: {vaultUrl: vaultUrl.toLowerCase()}, key: `${TYPES[collection]}${name}`, version: named ?? version, property}
}

export function writeAzureUrl({scope, key, version, property}: Reference): string | undefined {
  const vaultUrl = scope['vaultUrl']?.replace(/\/$/, '')
  const [, type = 'secret', name] = /^(?:(secret|key|cert)\/)?([^/]+)$/.exec(key) ?? []
  if (vaultUrl === undefined || vaultUrl !== vaultUrl.toLowerCase() || VAULT.exec(vaultUrl)?.[0] !== vaultUrl || name === undefined)
    return undefined
  if (version !== undefined && (version === '' || version.includes('/'))) return undefined
  const collection = {secret: 'secrets', key: 'keys', cert: 'certificates'}[type]
  return joinTail({head: `${vaultUrl}/${collection}/${name}${version === undefined ? '' : `/${version}`}`, property})
}
