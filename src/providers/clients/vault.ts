import {GsecError} from '../../errors.js'
import type {HttpResponse} from '../../http/message.js'
import {Secret} from '../../secret.js'
import type {Description, ListedSecret, ListQuery, ProviderClient, PutOptions, PutResult, SecretValue, StoredValue} from '../client.js'
import {inParallel} from '../in-parallel.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {conflict, disabled, refused, secretNotFound, unexpected, versionNotFound} from './failures.js'
import {jsonTextAt} from './json-text.js'
import {once} from './once.js'
import {isRecord, texts} from './send.js'
import {listVault} from './vault-list.js'
import {logIntoVault} from './vault-login.js'
import {apiPath, mountOf, placeOf, type VaultMount, type VaultPlace} from './vault-place.js'
import {dataOf, openVaultServer, says, type VaultRequest, type VaultServer} from './vault-server.js'
import {describeVersions} from './vault-versions.js'

/** Opens HashiCorp Vault or OpenBao, KV engine v1 or v2. */
export async function openVault(store: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const provider = store.provider === 'openBao' ? 'openBao' : 'vault'
  const server = openVaultServer(store, surroundings)
  const mount = mountOf(provider, store.block)
  return new VaultClient(provider, server, mount, surroundings)
}

class VaultClient implements ProviderClient {
  readonly prefix = ''
  readonly accepts = ['json'] as const
  readonly title: string
  readonly #login: () => Promise<Secret>

  constructor(
    readonly provider: 'vault' | 'openBao',
    readonly server: VaultServer,
    readonly mount: VaultMount,
    surroundings: ProviderSurroundings,
  ) {
    this.title = server.title
    this.#login = once(() => logIntoVault(server, surroundings))
  }

  async get(name: string, version?: string): Promise<StoredValue> {
    const {where, place} = this.#at(name)
    const {engine} = this.mount
    if (engine === 'v1' && version !== undefined && this.provider === 'openBao')
      throw refused(where, 'the KV engine v1 keeps no versions', 'leave version out')
    if (version !== undefined && !/^[1-9]\d*$/.test(version))
      throw refused(where, 'versions of Vault are numbers', 'leave version out for the newest')
    const response = await this.#ask({
      method: 'GET',
      path: apiPath(place, engine === 'v2' ? 'data' : ''),
      query: version === undefined || engine === 'v1' ? {} : {version},
      where,
    })
    if (response.status === 404) throw await this.#whyMissing(response, place, version, where)
    if (response.status !== 200) throw this.server.failure(response, where)
    return engine === 'v1'
      ? valueAt(response, ['data'], where)
      : {...valueAt(response, ['data', 'data'], where), ...versionOf(response, where)}
  }

  async describe(name: string): Promise<Description> {
    const {where, place} = this.#at(name)
    const none = {name, versions: [], labels: {}, annotations: {}, isPendingDeletion: false}
    if (this.mount.engine === 'v1') {
      await this.get(name)
      return none
    }
    const response = await this.#ask({method: 'GET', path: apiPath(place, 'metadata'), where})
    if (response.status === 404) throw secretNotFound(where)
    if (response.status !== 200) throw this.server.failure(response, where)
    const data = dataOf(response, where)
    const metadata = jsonTextAt(response.body.toString('utf8'), ['data'])
    if (!data || metadata === undefined) throw unexpected(where)
    return {...none, versions: describeVersions(data), labels: texts(data['custom_metadata']), metadata: Secret.of(metadata)}
  }

  async *list(query: ListQuery): AsyncIterable<readonly ListedSecret[]> {
    for await (const page of listVault(query, this.mount, wanted => this.#ask(wanted), this.server)) yield await this.#withTags(page, query)
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    const {where, place} = this.#at(name)
    if (value.kind !== 'json') throw refused(where, 'Vault keeps fields: give a JSON object')
    if (this.mount.engine === 'v1') return await this.#putUnversioned(name, value.value, expected)
    const cas = expected === 'any' ? '' : `,"options":{"cas":${expected === 'absent' ? 0 : Number(expected.version)}}`
    const body = Secret.of(Buffer.concat([Buffer.from('{"data":'), value.value.reveal(), Buffer.from(`${cas}}`)]))
    const response = await this.#ask({method: 'POST', path: apiPath(place, 'data'), body, where})
    if (response.status === 400 && says(response, where, 'check-and-set')) {
      const message = expected === 'absent' ? 'the secret is there already' : 'the secret has changed since it was read'
      throw conflict(where, message)
    }
    if (response.status !== 200) throw this.server.failure(response, where)
    const version = String(dataOf(response, where)?.['version'])
    if (version === '1' && Object.keys(labels).length > 0) await this.#label(place, labels, where)
    return {outcome: version === '1' ? 'created' : 'updated', version}
  }

  #at(name: string): {where: string; place: VaultPlace} {
    const where = `${this.provider === 'openBao' ? 'bao' : 'vault'}:${name}`
    return {where, place: placeOf(name, this.mount, where)}
  }

  async #ask(wanted: VaultRequest): Promise<HttpResponse> {
    return await this.server.send({...wanted, token: await this.#login()})
  }

  /** 404 has the metadata of a version that was deleted; else the version, or the whole secret, is not there. */
  async #whyMissing(response: HttpResponse, place: VaultPlace, version: string | undefined, where: string) {
    if (this.mount.engine === 'v1') return secretNotFound(where)
    const metadata = dataOf(response, where)?.['metadata']
    if (isRecord(metadata))
      return disabled(
        where,
        metadata['destroyed'] === true ? 'this version is destroyed' : 'this version is deleted',
        'vault kv undelete brings back what is not destroyed',
      )
    if (version === undefined) return secretNotFound(where)
    const {status} = await this.#ask({method: 'GET', path: apiPath(place, 'metadata'), where})
    return status === 200 ? versionNotFound(where) : secretNotFound(where)
  }

  /** Tags are custom metadata, which only the secret's own metadata tells. */
  async #withTags(page: readonly ListedSecret[], {tags = {}}: ListQuery): Promise<readonly ListedSecret[]> {
    const wanted = Object.entries(tags)
    if (wanted.length === 0) return page
    const described = await inParallel(page, async secret => ({...secret, labels: (await this.describe(secret.name)).labels}))
    return described.filter(({labels}) => wanted.every(([key, value]) => labels[key] === value))
  }

  /** KV v1 compares nothing and keeps one value: it is asked just before. */
  async #putUnversioned(name: string, value: Secret, expected: PutOptions['expected']): Promise<PutResult> {
    const {where, place} = this.#at(name)
    const isThere = await this.#exists(name)
    if (expected === 'absent' && isThere) throw conflict(where, 'the secret is there already')
    const response = await this.#ask({method: 'POST', path: apiPath(place, ''), body: value, where})
    if (response.status !== 200 && response.status !== 204) throw this.server.failure(response, where)
    return {outcome: isThere ? 'updated' : 'created'}
  }

  async #exists(name: string): Promise<boolean> {
    try {
      await this.get(name)
      return true
    } catch (error) {
      if (error instanceof GsecError && error.code === 'SECRET_NOT_FOUND') return false
      throw error
    }
  }

  async #label(place: VaultPlace, labels: Readonly<Record<string, string>>, where: string): Promise<void> {
    const body = Secret.of(JSON.stringify({custom_metadata: labels}))
    const response = await this.#ask({method: 'POST', path: apiPath(place, 'metadata'), body, where})
    if (response.status !== 200 && response.status !== 204) throw this.server.failure(response, where)
  }
}

function valueAt(response: HttpResponse, keys: readonly string[], where: string): {kind: 'json'; value: Secret} {
  const parsed = keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), {data: dataOf(response, where)})
  const text = jsonTextAt(response.body.toString('utf8'), keys)
  if (!isRecord(parsed) || text === undefined)
    throw unexpected(where, 'the answer holds no fields', 'check the version of the KV engine: v1 or v2')
  return {kind: 'json', value: Secret.of(text)}
}

function versionOf(response: HttpResponse, where: string): {version?: string} {
  const metadata = dataOf(response, where)?.['metadata']
  return isRecord(metadata) && typeof metadata['version'] === 'number' ? {version: String(metadata['version'])} : {}
}
