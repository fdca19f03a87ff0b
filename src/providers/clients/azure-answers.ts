import type {GsecError} from '../../errors.js'
import type {HttpResponse} from '../../http/message.js'
import {accessDenied, conflict, disabled, loginFailed, refused, secretNotFound, unavailable, unexpected} from './failures.js'
import {isRecord, jsonObject, texts} from './send.js'

/** An object of a vault, or one version of it, as listings tell of it. */
export interface VaultItem {
  /** The last step of its address: the name, or the id of the version. */
  last: string
  isEnabled: boolean
  created: Date | undefined
  updated: Date | undefined
  tags: Record<string, string>
}

export function readPage({value, nextLink}: Readonly<Record<string, unknown>>): {items: VaultItem[]; nextLink: string | undefined} {
  const items = (Array.isArray(value) ? value : []).filter(isRecord).map(readItem)
  return {items, nextLink: typeof nextLink === 'string' && nextLink !== '' ? nextLink : undefined}
}

/** Keys have `kid` in place of `id`. */
export function readItem({id, kid, attributes, tags}: Readonly<Record<string, unknown>>): VaultItem {
  const address = typeof id === 'string' ? id : typeof kid === 'string' ? kid : ''
  const {enabled, created, updated} = isRecord(attributes) ? attributes : {}
  return {
    last: address.replace(/^.*\//, ''),
    isEnabled: enabled !== false,
    created: time(created),
    updated: time(updated),
    tags: texts(tags),
  }
}

const time = (seconds: unknown) => (typeof seconds === 'number' ? new Date(seconds * 1000) : undefined)

/** https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */
export function azureFailure(response: HttpResponse, where: string): GsecError {
  const {status} = response
  const reason = reasonIn(response, where)
  if (status === 401) return loginFailed(where, 'Key Vault does not take the token', 'log in anew: az login')
  if (status === 403 && /Disabled$/.test(reason)) return disabled(where, 'the secret is disabled', 'enable it, or name another version')
  if (status === 403) return accessDenied(where, 'ask for the role Key Vault Secrets User on the vault, and look at its firewall')
  if (status === 404) return secretNotFound(where)
  if (status === 409 && /Delet/.test(reason))
    return disabled(where, 'a deleted secret has this name', 'recover it: az keyvault secret recover')
  if (status === 409) return conflict(where, 'the secret is being changed by somebody else')
  if (status === 429 || status >= 500) return unavailable(where, status)
  return status >= 400 ? refused(where) : unexpected(where)
}

/** The innermost code of an error: SecretDisabled, ForbiddenByPolicy, ObjectIsDeletedButRecoverable … */
function reasonIn(response: HttpResponse, where: string): string {
  try {
    const {error} = jsonObject(response, where)
    if (!isRecord(error)) return ''
    const {code, innererror} = error
    const inner = isRecord(innererror) ? innererror['code'] : undefined
    return typeof inner === 'string' ? inner : typeof code === 'string' ? code : ''
  } catch {
    return '' // its answer is none of Key Vault's
  }
}
