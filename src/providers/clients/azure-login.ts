import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {loginFailed} from './failures.js'
import {jsonObject, type ProviderRequest, send} from './send.js'

/** A part of Azure with identities of its own. https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
export interface AzureCloud {
  /** Who tokens are for. */
  resource: string
  /** Who gives them. */
  authority: string
}

const CLOUDS: readonly (readonly [suffix: string, cloud: AzureCloud])[] = [
  ['.vault.azure.cn', {resource: 'https://vault.azure.cn', authority: 'https://login.chinacloudapi.cn'}],
  ['.vault.usgovcloudapi.net', {resource: 'https://vault.usgovcloudapi.net', authority: 'https://login.microsoftonline.us'}],
]
const PUBLIC: AzureCloud = {resource: 'https://vault.azure.net', authority: 'https://login.microsoftonline.com'}

export const cloudOf = ({hostname}: URL): AzureCloud => CLOUDS.find(([suffix]) => hostname.endsWith(suffix))?.[1] ?? PUBLIC

const TITLE = 'Azure login'
const HINT = 'log in with "az login", or set AZURE_TENANT_ID and AZURE_CLIENT_ID with AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE'
/** Nobody answers there but on a machine of Azure. */
const METADATA_TIMEOUT_MS = 2000
const MAX_BYTES = 64 * 1024

/**
 * A token for Key Vault, in the order of Azure's own libraries: client secret, workload identity, managed identity of a
 * service, the az program, managed identity of a machine.
 * @throws GsecError PROVIDER_LOGIN_FAILED, PROVIDER_UNREACHABLE, PROVIDER_UNAVAILABLE, PROVIDER_RESPONSE_INVALID
 */
export async function logIntoAzure(cloud: AzureCloud, surroundings: ProviderSurroundings): Promise<Secret> {
  const {env} = surroundings.kube
  const {AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_CLIENT_SECRET: password, AZURE_FEDERATED_TOKEN_FILE: file} = env
  if (tenant && client && password) return await fromDirectory(tenant, {client_id: client, client_secret: password}, cloud, surroundings)
  if (tenant && client && file) {
    const assertion = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: read(file, surroundings),
    }
    return await fromDirectory(tenant, {client_id: client, ...assertion}, cloud, surroundings)
  }
  if (env['IDENTITY_ENDPOINT'] && env['IDENTITY_HEADER']) return await fromService(cloud, surroundings)
  return (await fromProgram(cloud, surroundings)) ?? (await fromMachine(cloud, surroundings))
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function fromDirectory(
  tenant: string,
  credential: Record<string, string>,
  {resource, authority}: AzureCloud,
  surroundings: ProviderSurroundings,
): Promise<Secret> {
  const host = surroundings.kube.env['AZURE_AUTHORITY_HOST'] || authority
  const url = new URL(`${host.replace(/\/+$/, '')}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`)
  const form = new URLSearchParams({grant_type: 'client_credentials', scope: `${resource}/.default`, ...credential})
  const headers = {accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded'}
  return await tokenFrom({url, method: 'POST', headers, body: Secret.of(form.toString())}, surroundings)
}

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
async function fromService({resource}: AzureCloud, surroundings: ProviderSurroundings): Promise<Secret> {
  const {IDENTITY_ENDPOINT: endpoint = '', IDENTITY_HEADER: header = '', AZURE_CLIENT_ID: client} = surroundings.kube.env
  if (!URL.canParse(endpoint)) throw loginFailed(TITLE, 'IDENTITY_ENDPOINT is not an address', HINT)
  const url = new URL(endpoint)
  url.search = new URLSearchParams({'api-version': '2019-08-01', resource, ...(client && {client_id: client})}).toString()
  return await tokenFrom({url, headers: {'x-identity-header': Secret.of(header)}}, withoutProxy(surroundings))
}

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#get-a-token-using-http */
async function fromMachine({resource}: AzureCloud, surroundings: ProviderSurroundings): Promise<Secret> {
  const {AZURE_POD_IDENTITY_AUTHORITY_HOST: host, AZURE_CLIENT_ID: client} = surroundings.kube.env
  const url = new URL(`${(host || 'http://169.254.169.254').replace(/\/+$/, '')}/metadata/identity/oauth2/token`)
  url.search = new URLSearchParams({'api-version': '2018-02-01', resource, ...(client && {client_id: client})}).toString()
  try {
    return await tokenFrom({url, headers: {metadata: 'true'}}, {...withoutProxy(surroundings), timeoutMs: METADATA_TIMEOUT_MS})
  } catch (error) {
    if (error instanceof GsecError && error.code === 'PROVIDER_UNREACHABLE')
      throw loginFailed(TITLE, 'there are no credentials for Azure', HINT, error)
    throw error
  }
}

/** This machine is asked about itself: a proxy would tell of its own, or get to see the token. */
const withoutProxy = (surroundings: ProviderSurroundings): ProviderSurroundings => ({
  ...surroundings,
  kube: {...surroundings.kube, env: {}},
})

/** The token of the az program's own login; undefined where there is none. */
async function fromProgram({resource}: AzureCloud, {kube}: ProviderSurroundings): Promise<Secret | undefined> {
  const args = ['account', 'get-access-token', '--resource', resource, '--output', 'json']
  const result = await kube.runLogin({command: 'az', args, env: {}, isInteractive: false})
  if (result.ended === 'missing' || result.ended === 'forbidden') return undefined
  if (result.ended !== 'well') throw loginFailed(TITLE, '"az account get-access-token" gave no token', 'log in anew: az login')
  const {accessToken} = jsonObject({body: result.stdout.reveal()}, TITLE)
  if (typeof accessToken === 'string') return Secret.of(accessToken)
  throw loginFailed(TITLE, '"az account get-access-token" gave no token', 'log in anew: az login')
}

async function tokenFrom(request: ProviderRequest, surroundings: ProviderSurroundings): Promise<Secret> {
  const response = await send(request, TITLE, surroundings)
  if (response.status === 200) {
    const {access_token: token} = jsonObject(response, TITLE)
    if (typeof token === 'string' && token !== '') return Secret.of(token)
  }
  throw loginFailed(TITLE, `Azure gives no token (HTTP ${response.status})`, HINT)
}

function read(file: string, {kube}: ProviderSurroundings): string {
  try {
    return Buffer.from(kube.readFile(file, MAX_BYTES)).toString('utf8').trim()
  } catch (error) {
    throw loginFailed(TITLE, 'the file with the token of the workload identity cannot be read', 'check AZURE_FEDERATED_TOKEN_FILE', error)
  }
}
