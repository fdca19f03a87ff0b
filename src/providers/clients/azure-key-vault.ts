import type {HttpResponse} from '../../http/message.js'
import {Secret} from '../../secret.js'
import type {Description, ListedSecret, ListQuery, ProviderClient, PutOptions, PutResult, SecretValue, StoredValue} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {azureFailure, readItem, readPage, type VaultItem} from './azure-answers.js'
import {cloudOf, logIntoAzure} from './azure-login.js'
import {isOnThisMachine, readEndpoint, trustedEndpoint} from './endpoint-trust.js'
import {conflict, refused, secretNotFound, settingsInvalid, unexpected, versionNotFound} from './failures.js'
import {jsonTextAt} from './json-text.js'
import {once} from './once.js'
import {jsonObject, type ProviderRequest, send} from './send.js'
import {setting} from './settings.js'

const API_VERSION = '7.4'
const COLLECTIONS: Readonly<Record<string, string>> = {secret: 'secrets', key: 'keys', cert: 'certificates'}
type Send = (request: ProviderRequest, where: string) => Promise<HttpResponse>

/** Opens Azure Key Vault over its REST API. https://learn.microsoft.com/rest/api/keyvault/ */
export async function openKeyVault(store: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const {block, origin, where} = store
  const {AZURE_KEYVAULT_URL: own} = surroundings.kube.env
  const ownAddress = own ? readEndpoint(own, 'AZURE_KEYVAULT_URL') : undefined
  const named = setting(block, 'vaultUrl')
  const hint = 'set AZURE_KEYVAULT_URL to it'
  const address =
    named === undefined
      ? ownAddress
      : trustedEndpoint({text: named, origin, where, trusted: [ownAddress], allowed: surroundings.allowedEndpoints, hint})
  if (!address)
    throw settingsInvalid(where, 'no vault is named', 'name it: --vault-url https://NAME.vault.azure.net, or AZURE_KEYVAULT_URL')
  if (address.protocol === 'http:' && !isOnThisMachine(address))
    throw settingsInvalid(where, 'a vault is spoken to by https alone', 'write the address with https')
  const login = once(() => logIntoAzure(cloudOf(address), surroundings))
  const sendTo: Send = async (request, at) => {
    const token = (await login()).reveal().toString('utf8')
    return await send(
      {...request, headers: {accept: 'application/json', ...request.headers, authorization: Secret.of(`Bearer ${token}`)}},
      at,
      surroundings,
    )
  }
  return new KeyVault(address, sendTo)
}

class KeyVault implements ProviderClient {
  readonly provider = 'azurekv'
  readonly prefix = ''
  readonly accepts = ['text', 'json'] as const
  readonly title: string

  constructor(
    readonly address: URL,
    readonly send: Send,
  ) {
    this.title = `Azure Key Vault ${address.host}`
  }

  async get(name: string, version?: string): Promise<StoredValue> {
    const where = whereOf(name)
    const {collection, id} = objectOf(name, where)
    if (version !== undefined && !/^[\da-f]{1,64}$/i.test(version))
      throw refused(where, 'versions of Key Vault are 32 digits', 'leave version out for the newest')
    const response = await this.send({url: this.#url(collection, id, ...(version === undefined ? [] : [version]))}, where)
    if (response.status === 404) throw await this.#whyMissing(collection, id, version, where)
    if (response.status !== 200) throw azureFailure(response, where)
    return {...valueIn(response, collection, where), ...versionIn(response, collection, where)}
  }

  async describe(name: string): Promise<Description> {
    const where = whereOf(name)
    const {collection, id} = objectOf(name, where)
    const items = await this.#versions(collection, id, where)
    const [newest] = items
    if (!newest) throw secretNotFound(where)
    return {
      name,
      versions: items.slice(0, 100).map(({last, isEnabled, created}) => ({
        id: last,
        names: [],
        state: isEnabled ? 'enabled' : 'disabled',
        ...(created && {created}),
      })),
      labels: newest.tags,
      annotations: {},
      isPendingDeletion: false,
    }
  }

  async *list({prefix = '', path = '', tags = {}}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
    for await (const items of this.#pages(this.#url('secrets'), this.title)) {
      yield items
        .filter(
          ({last, tags: found}) =>
            [prefix, path].every(start => last.startsWith(start)) && Object.entries(tags).every(([key, value]) => found[key] === value),
        )
        .map(({last, tags: labels, isEnabled, updated}) => ({
          name: last,
          labels,
          isDisabled: !isEnabled,
          ...(updated && {changed: updated}),
        }))
    }
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    const where = whereOf(name)
    const {collection, id} = objectOf(name, where)
    if (collection !== 'secrets') throw refused(where, 'gsec writes secrets, no keys and certificates')
    if (value.kind === 'fields' || value.kind === 'binary') throw refused(where, 'a secret of Key Vault is text: write bytes as base64')
    const [newest] = await this.#versions(collection, id, where)
    if (expected === 'absent' && newest) throw conflict(where, 'the secret is there already')
    if (typeof expected === 'object' && newest?.last !== expected.version) throw conflict(where, 'the secret has changed since it was read')
    // A new version has the tags that come with it, none of the old ones.
    const body = Secret.of(JSON.stringify({value: value.value.reveal().toString('utf8'), tags: {...newest?.tags, ...labels}}))
    const response = await this.send(
      {url: this.#url(collection, id), method: 'PUT', headers: {'content-type': 'application/json'}, body},
      where,
    )
    if (response.status !== 200) throw azureFailure(response, where)
    return {outcome: newest ? 'updated' : 'created', ...versionIn(response, collection, where)}
  }

  #url(...steps: readonly string[]): URL {
    const url = new URL(this.address)
    url.pathname = `${this.address.pathname.replace(/\/+$/, '')}/${steps.join('/')}`
    url.searchParams.set('api-version', API_VERSION)
    return url
  }

  /** Newest first; none for a secret that is not there. */
  async #versions(collection: string, id: string, where: string): Promise<VaultItem[]> {
    const items: VaultItem[] = []
    for await (const page of this.#pages(this.#url(collection, id, 'versions'), where)) items.push(...page)
    return items.sort((a, b) => (b.created?.getTime() ?? 0) - (a.created?.getTime() ?? 0))
  }

  async *#pages(first: URL, where: string): AsyncGenerator<VaultItem[]> {
    let next: URL | undefined = first
    while (next) {
      const response = await this.send({url: next}, where)
      if (response.status === 404) return
      if (response.status !== 200) throw azureFailure(response, where)
      const {items, nextLink} = readPage(jsonObject(response, where))
      yield items
      next = nextLink === undefined ? undefined : this.#ownAddress(nextLink, where)
    }
  }

  /** The token goes with the next page, too: it must be of the same vault. */
  #ownAddress(link: string, where: string): URL {
    const url = URL.canParse(link) ? new URL(link) : undefined
    if (url?.origin !== this.address.origin) throw unexpected(where, 'the next page is at another address')
    return url
  }

  async #whyMissing(collection: string, id: string, version: string | undefined, where: string) {
    if (version === undefined) return secretNotFound(where)
    const [newest] = await this.#versions(collection, id, where)
    return newest ? versionNotFound(where, 'leave version out for the newest') : secretNotFound(where)
  }
}

const whereOf = (name: string) => `azure:${name}`

/** As ESO splits a key: type and name at the slash, and what follows is not looked at. */
function objectOf(name: string, where: string): {collection: string; id: string} {
  const [first = '', second] = name.split('/')
  const [type, id] = second === undefined ? ['secret', first] : [first, second]
  const collection = Object.hasOwn(COLLECTIONS, type) ? COLLECTIONS[type] : undefined
  if (collection === undefined)
    throw refused(where, 'Key Vault has secret/, key/ and cert/ and nothing else', 'write the name of the secret alone')
  if (!/^[\da-z-]{1,127}$/i.test(id))
    throw refused(where, 'Key Vault allows letters, digits and - in a name', 'write the name that the secret has')
  return {collection, id}
}

function valueIn(response: HttpResponse, collection: string, where: string): SecretValue {
  const answer = jsonObject(response, where)
  if (collection === 'keys') {
    const text = jsonTextAt(response.body.toString('utf8'), ['key'])
    if (text?.startsWith('{')) return {kind: 'json', value: Secret.of(text)}
  }
  const {value, cer} = answer
  if (collection === 'secrets' && typeof value === 'string') return {kind: 'text', value: Secret.of(value)}
  if (collection === 'certificates' && typeof cer === 'string') return {kind: 'binary', value: Secret.of(Buffer.from(cer, 'base64'))}
  throw unexpected(where)
}

function versionIn(response: HttpResponse, collection: string, where: string): {version?: string} {
  const answer = jsonObject(response, where)
  const key = answer['key']
  const id = collection === 'keys' && typeof key === 'object' && key !== null ? Reflect.get(key, 'kid') : answer['id']
  return typeof id === 'string' ? {version: readItem({id}).last} : {}
}
