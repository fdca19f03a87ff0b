import type {SecretManagerServiceClient} from '@google-cloud/secret-manager'
import type {GoogleAuth} from 'google-auth-library'
import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {Description, ListedSecret, ListQuery, ProviderClient, PutOptions, PutResult, SecretValue, StoredValue} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {crc32c} from './crc32c.js'
import {isOnThisMachine, readEndpoint} from './endpoint-trust.js'
import {conflict, refused, settingsInvalid, unexpected, versionNotFound} from './failures.js'
import {describeVersion, lastStep, textMap, timeOf} from './google-answers.js'
import {GoogleTransport} from './google-transport.js'
import {setting} from './settings.js'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
const ENDPOINT = 'GSEC_GCP_ENDPOINT'

/**
 * Opens Google Secret Manager with Application Default Credentials, over REST.
 * https://cloud.google.com/docs/authentication/application-default-credentials
 */
export async function openGoogle({block, where}: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const {env} = surroundings.kube
  const project = setting(block, 'projectID') ?? env['GOOGLE_CLOUD_PROJECT'] ?? env['CLOUDSDK_CORE_PROJECT'] ?? env['GCLOUD_PROJECT']
  const location = setting(block, 'location')
  if (!project) throw settingsInvalid(where, 'no Google project is named', 'name it: --project my-project, or GOOGLE_CLOUD_PROJECT')
  // Both become part of an address. A domain-scoped project has a colon.
  if (!/^[a-z\d][\w.:-]*$/i.test(project))
    throw settingsInvalid(where, 'this can be no project of Google', 'write its id, as in my-project-123')
  if (location !== undefined && !/^[a-z]+(-[a-z\d]+)*$/.test(location))
    throw settingsInvalid(where, 'this can be no location of Google', 'write it as europe-west1')
  const title = `Google Secret Manager, project ${project}${location === undefined ? '' : ` in ${location}`}`
  const {SecretManagerServiceClient, GoogleAuth} = await import('./google-sdk.js')
  const auth = new GoogleAuth({scopes: SCOPE})
  auth.useJWTAccessWithScope = true // a service account signs its own tokens: no request for one
  const transport = new GoogleTransport(auth, title, surroundings)
  const client = new SecretManagerServiceClient({fallback: true, auth: transport as unknown as GoogleAuth, ...endpointOf(env, location)})
  const parent = `projects/${project}${location === undefined ? '' : `/locations/${location}`}`
  return new GoogleSecretManager(client, parent, title, setting(block, 'secretVersionSelectionPolicy') === 'LatestOrFetch')
}

/** @throws GsecError PROVIDER_SETTINGS_INVALID, or ENDPOINT_NOT_TRUSTED for plain http to another machine */
function endpointOf(env: Readonly<Record<string, string | undefined>>, location: string | undefined) {
  const override = env[ENDPOINT]
  if (!override) return location === undefined ? {} : {apiEndpoint: `secretmanager.${location}.rep.googleapis.com`}
  const url = readEndpoint(override, ENDPOINT)
  if (url.protocol === 'http:' && !isOnThisMachine(url))
    throw new GsecError('ENDPOINT_NOT_TRUSTED', 'plain http: anybody on the way can read credentials and values', {
      where: ENDPOINT,
      hint: 'use https, or an address of this machine',
    })
  const isPlain = url.protocol === 'http:'
  return {protocol: isPlain ? 'http' : 'https', apiEndpoint: url.hostname, port: Number(url.port || (isPlain ? 80 : 443))}
}

class GoogleSecretManager implements ProviderClient {
  readonly provider = 'gcpsm'
  readonly prefix = ''
  readonly accepts = ['text', 'binary', 'json'] as const

  constructor(
    readonly client: SecretManagerServiceClient,
    readonly parent: string,
    readonly title: string,
    readonly fetchesLatestEnabled: boolean,
  ) {}

  async get(name: string, version?: string): Promise<StoredValue> {
    try {
      return await this.#access(name, version ?? 'latest')
    } catch (error) {
      if (!(error instanceof GsecError)) throw error
      if (error.code === 'DISABLED' && version === undefined && this.fetchesLatestEnabled) {
        const {versions} = await this.describe(name)
        const newest = versions.find(({state}) => state === 'enabled')
        if (newest) return await this.#access(name, newest.id)
      }
      if (error.code === 'SECRET_NOT_FOUND' && version !== undefined && (await this.#exists(name)))
        throw versionNotFound(whereOf(name), 'leave version out for the newest')
      throw error
    }
  }

  async describe(name: string): Promise<Description> {
    const secret = this.#path(name)
    const [[found], [versions]] = await Promise.all([
      this.#ask(name, () => this.client.getSecret({name: secret})),
      this.#ask(name, () => this.client.listSecretVersions({parent: secret, pageSize: 100}, {autoPaginate: false})),
    ])
    const aliases = Object.entries(textMap(found.versionAliases))
    return {
      name,
      versions: versions.map(version => describeVersion(version, aliases)),
      labels: textMap(found.labels),
      annotations: textMap(found.annotations),
      isPendingDeletion: false,
    }
  }

  async *list({prefix = '', path = '', tags = {}}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
    const start = prefix.length > path.length ? prefix : path
    const filters = [...(start === '' ? [] : [`name:${start}`]), ...Object.entries(tags).map(([key, value]) => `labels.${key}=${value}`)]
    let pageToken = ''
    do {
      const asked = {parent: this.parent, pageSize: 250, filter: filters.join(' AND '), pageToken}
      const [secrets, , page] = await this.#ask(undefined, () => this.client.listSecrets(asked, {autoPaginate: false}))
      yield secrets
        .map(({name, labels, createTime}) => ({
          name: lastStep(name),
          labels: textMap(labels),
          isDisabled: false,
          ...timeOf('changed', createTime),
        }))
        .filter(({name, labels}) => isWanted(name, labels, [prefix, path], tags))
      pageToken = page?.nextPageToken ?? ''
    } while (pageToken !== '')
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    if (value.kind === 'fields') throw refused(whereOf(name), 'Google keeps one value: give text, bytes or JSON')
    if (typeof expected === 'object' && (await this.#newest(name)) !== expected.version)
      throw conflict(whereOf(name), 'the secret has changed since it was read')
    const isNew = expected === 'absent' || (expected === 'any' && !(await this.#exists(name)))
    if (isNew) await this.#create(name, labels)
    const data = value.value.reveal()
    const payload = {data, dataCrc32c: crc32c(data)}
    const [added] = await this.#ask(name, () => this.client.addSecretVersion({parent: this.#path(name), payload}))
    return {outcome: isNew ? 'created' : 'updated', version: lastStep(added.name)}
  }

  async #access(name: string, version: string): Promise<StoredValue> {
    if (!/^[\w-]+$/.test(version)) throw refused(whereOf(name), 'this can be no version', 'write a number, or leave version out')
    const [{name: full, payload}] = await this.#ask(name, () =>
      this.client.accessSecretVersion({name: `${this.#path(name)}/versions/${version}`}),
    )
    if (!payload) throw unexpected(whereOf(name))
    const data = typeof payload.data === 'string' ? Buffer.from(payload.data, 'base64') : Buffer.from(payload.data ?? [])
    if (payload.dataCrc32c != null && String(payload.dataCrc32c) !== String(crc32c(data)))
      throw unexpected(whereOf(name), 'the checksum of the value is wrong: it was damaged on the way', 'try again')
    return {kind: 'binary', value: Secret.of(data), version: lastStep(full)}
  }

  async #create(name: string, labels: Readonly<Record<string, string>>): Promise<void> {
    // A regional secret stays in its region, and says nothing of copies.
    const replication = this.parent.includes('/locations/') ? {} : {replication: {automatic: {}}}
    this.#path(name)
    await this.#ask(name, () => this.client.createSecret({parent: this.parent, secretId: name, secret: {...replication, labels}}))
  }

  async #exists(name: string): Promise<boolean> {
    try {
      await this.#ask(name, () => this.client.getSecret({name: this.#path(name)}))
      return true
    } catch (error) {
      if (error instanceof GsecError && (error.code === 'SECRET_NOT_FOUND' || error.code === 'ACCESS_DENIED')) return false
      throw error
    }
  }

  async #newest(name: string): Promise<string | undefined> {
    return (await this.describe(name)).versions[0]?.id
  }

  /** A name with a slash would be read as another path, or as none. */
  #path(name: string): string {
    if (!/^[\w-]{1,255}$/.test(name))
      throw refused(
        whereOf(name),
        'Google allows letters, digits, - and _ in the name of a secret',
        'write the name alone: the project belongs to the store',
      )
    return `${this.parent}/secrets/${name}`
  }

  /** The transport knows the project; the reader wants to know the secret. */
  async #ask<T>(name: string | undefined, send: () => Promise<T>): Promise<T> {
    const where = name === undefined ? this.title : whereOf(name)
    try {
      return await send()
    } catch (error) {
      if (error instanceof GsecError) throw new GsecError(error.code, error.message, {where, hint: error.hint, cause: error})
      throw unexpected(where)
    }
  }
}

const whereOf = (name: string) => `gcp:${name}`

function isWanted(
  name: string,
  labels: Readonly<Record<string, string>>,
  starts: readonly string[],
  tags: Readonly<Record<string, string>>,
) {
  return starts.every(start => name.startsWith(start)) && Object.entries(tags).every(([key, value]) => labels[key] === value)
}
