import type {GsecError} from '../../errors.js'
import type {HttpResponse, TlsSettings} from '../../http/message.js'
import {Secret} from '../../secret.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {readEndpoint, trustedEndpoint} from './endpoint-trust.js'
import {accessDenied, loginFailed, refused, settingsInvalid, unavailable, unexpected} from './failures.js'
import {isRecord, jsonObject, type ProviderRequest, send} from './send.js'
import {setting} from './settings.js'

const MAX_BYTES = 1024 * 1024

export interface VaultRequest {
  method: 'GET' | 'POST'
  /** Below the address, without a slash in front. */
  path: string
  query?: Readonly<Record<string, string>>
  body?: Secret
  token?: Secret
  where?: string
}

/** A Vault or OpenBao server, and what its environment variables say. */
export interface VaultServer {
  title: string
  /** VAULT_NAME; for OpenBao BAO_NAME first. Undefined when empty. */
  variable(name: string): string | undefined
  send(wanted: VaultRequest): Promise<HttpResponse>
  /** What an answer that is no success means, wherever it is not told apart further. */
  failure(response: HttpResponse, where: string): GsecError
}

/**
 * The server that a store names, or VAULT_ADDR.
 * @throws GsecError ENDPOINT_NOT_TRUSTED, PROVIDER_SETTINGS_INVALID
 */
export function openVaultServer({provider, block, origin, where}: StoreSpec, surroundings: ProviderSurroundings): VaultServer {
  const {kube, allowedEndpoints} = surroundings
  const variable = (name: string) => (provider === 'openBao' && kube.env[`BAO_${name}`]) || kube.env[`VAULT_${name}`] || undefined
  const named = setting(block, 'server')
  const own = variable('ADDR')
  const ownAddress = own === undefined ? undefined : readEndpoint(own, 'VAULT_ADDR')
  const address =
    named === undefined
      ? ownAddress
      : trustedEndpoint({
          text: named,
          origin,
          where,
          trusted: [ownAddress],
          allowed: allowedEndpoints,
          hint: 'set VAULT_ADDR to it',
        })
  if (!address) throw settingsInvalid(where, 'there is no address of Vault', 'set VAULT_ADDR, or write server into the store')
  const namespace = setting(block, 'namespace') ?? variable('NAMESPACE')
  const title = `${provider === 'openBao' ? 'OpenBao' : 'Vault'} at ${address.host}`
  const headers = (token: Secret | undefined) => ({
    accept: 'application/json',
    'x-vault-request': 'true',
    ...(token && {'x-vault-token': token}),
    ...(namespace !== undefined && {'x-vault-namespace': namespace}),
  })
  return {
    title,
    variable,
    failure: vaultFailure,
    async send({method, path, query = {}, body, token, where: at = title}) {
      const url = new URL(address)
      url.pathname = `${address.pathname.replace(/\/+$/, '')}/${path}`
      url.search = new URLSearchParams(query).toString()
      const request: ProviderRequest = {url, method, headers: headers(token), tls: tlsOf(variable, title, kube)}
      return await send(
        {...request, ...(body && {body, headers: {...request.headers, 'content-type': 'application/json'}})},
        at,
        surroundings,
      )
    },
  }
}

/** https://developer.hashicorp.com/vault/docs/commands#configure-environment-variables */
function tlsOf(variable: VaultServer['variable'], title: string, {readFile}: ProviderSurroundings['kube']): TlsSettings {
  const read = (file: string) => {
    try {
      return Buffer.from(readFile(file, MAX_BYTES))
    } catch {
      throw loginFailed(title, 'a certificate file of Vault cannot be read', 'check VAULT_CACERT, VAULT_CLIENT_CERT and VAULT_CLIENT_KEY')
    }
  }
  const [ca, cert, key, servername] = ['CACERT', 'CLIENT_CERT', 'CLIENT_KEY', 'TLS_SERVER_NAME'].map(variable)
  return {
    ...(ca !== undefined && {ca: read(ca).toString('utf8')}),
    ...(cert !== undefined && key !== undefined && {cert: read(cert).toString('utf8'), key: Secret.of(read(key))}),
    ...(servername !== undefined && {servername}),
    ...(/^(1|t|true)$/i.test(variable('SKIP_VERIFY') ?? '') && {rejectUnauthorized: false}),
  }
}

/** https://developer.hashicorp.com/vault/api-docs#http-status-codes */
function vaultFailure(response: HttpResponse, where: string): GsecError {
  const {status} = response
  if (status === 401 || (status === 403 && says(response, where, 'invalid token')))
    return loginFailed(where, 'Vault does not take the token', 'log in anew: vault login')
  if (status === 403) return accessDenied(where, 'ask for a policy with read on this path, or log in as somebody else')
  if (status === 429 || status >= 472) return unavailable(where, status)
  if (status >= 400 && status < 500) return refused(where)
  return unexpected(where)
}

/** Whether the errors in an answer have these words; they are never shown. */
export function says(response: HttpResponse, where: string, words: string): boolean {
  try {
    const {errors} = jsonObject(response, where)
    return Array.isArray(errors) && errors.some(error => typeof error === 'string' && error.includes(words))
  } catch {
    return false
  }
}

/** The object under `data` of an answer; undefined without one. */
export function dataOf(response: HttpResponse, where: string): Readonly<Record<string, unknown>> | undefined {
  const {data} = jsonObject(response, where)
  return isRecord(data) ? data : undefined
}
