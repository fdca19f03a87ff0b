import type {SecretsManagerClient, SecretVersionsListEntry} from '@aws-sdk/client-secrets-manager'
import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {
  Description,
  ListedSecret,
  ListQuery,
  ProviderClient,
  PutOptions,
  PutResult,
  SecretValue,
  StoredValue,
  VersionInfo,
} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {awsFailure, pendingDeletion} from './aws-failure.js'
import {awsSettings, regionOf} from './aws-settings.js'
import {conflict, refused, unexpected, versionNotFound} from './failures.js'
import {setting} from './settings.js'

type Sdk = typeof import('./aws-sdk-secrets-manager.js')

/** Opens AWS Secrets Manager with the credentials that the AWS command line would use. */
export async function openSecretsManager(store: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const settings = awsSettings(store, surroundings)
  const sdk = await import('./aws-sdk-secrets-manager.js')
  const client = new sdk.SecretsManagerClient(settings)
  const region = await regionOf(client.config.region, store.where)
  return new SecretsManager(sdk, client, region, setting(store.block, 'prefix') ?? '')
}

class SecretsManager implements ProviderClient {
  readonly provider = 'aws'
  readonly accepts = ['text', 'binary', 'json'] as const
  readonly title: string

  constructor(
    readonly sdk: Sdk,
    readonly client: SecretsManagerClient,
    readonly region: string,
    readonly prefix: string,
  ) {
    this.title = `AWS Secrets Manager in ${region}`
  }

  async get(name: string, version?: string): Promise<StoredValue> {
    const where = whereOf(name)
    const asked = {SecretId: name, ...(version === undefined ? {VersionStage: 'AWSCURRENT'} : versionAsked(version))}
    const answer = await this.#ask(where, () => this.client.send(new this.sdk.GetSecretValueCommand(asked))).catch(error =>
      this.#whyMissing(error, name, version),
    )
    const id = answer.VersionId === undefined ? {} : {version: `uuid/${answer.VersionId}`}
    if (typeof answer.SecretString === 'string') return {kind: 'text', value: Secret.of(answer.SecretString), ...id}
    if (answer.SecretBinary instanceof Uint8Array) return {kind: 'binary', value: Secret.of(answer.SecretBinary), ...id}
    throw unexpected(where)
  }

  async describe(name: string): Promise<Description> {
    const where = whereOf(name)
    const described = await this.#ask(where, () => this.client.send(new this.sdk.DescribeSecretCommand({SecretId: name})))
    const asked = {SecretId: name, IncludeDeprecated: true, MaxResults: 100}
    const {Versions = []} =
      described.DeletedDate === undefined
        ? await this.#ask(where, () => this.client.send(new this.sdk.ListSecretVersionIdsCommand(asked)))
        : {}
    return {
      name: described.Name ?? name,
      versions: Versions.map(versionInfo).sort(byStageAndAge),
      labels: labelsOf(described.Tags),
      annotations: {},
      isPendingDeletion: described.DeletedDate !== undefined,
    }
  }

  async *list({prefix = '', path = '', tags = {}}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
    const start = prefix.length > path.length ? prefix : path
    const filters = [
      ...(start === '' ? [] : [{Key: 'name' as const, Values: [start]}]),
      ...Object.entries(tags).flatMap(([key, value]) => [
        {Key: 'tag-key' as const, Values: [key]},
        {Key: 'tag-value' as const, Values: [value]},
      ]),
    ]
    let next: string | undefined
    do {
      const asked = {MaxResults: 100, ...(filters.length > 0 && {Filters: filters}), ...(next !== undefined && {NextToken: next})}
      const page = await this.#ask(this.title, () => this.client.send(new this.sdk.ListSecretsCommand(asked)))
      const secrets = (page.SecretList ?? []).map(({Name = '', Tags, DeletedDate, LastChangedDate}) => ({
        name: Name,
        labels: labelsOf(Tags),
        isDisabled: DeletedDate !== undefined,
        ...(LastChangedDate && {changed: LastChangedDate}),
      }))
      // The service matches without regard to case, and key and value of tags apart from each other.
      yield secrets.filter(
        ({name, labels}) =>
          name.startsWith(prefix) && name.startsWith(path) && Object.entries(tags).every(([key, value]) => labels[key] === value),
      )
      next = page.NextToken
    } while (next !== undefined && next !== '')
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    const where = whereOf(name)
    if (value.kind === 'fields') throw refused(where, 'AWS keeps one value: give text, bytes or JSON')
    const bytes = value.value.reveal()
    const content = value.kind === 'binary' ? {SecretBinary: bytes} : {SecretString: bytes.toString('utf8')}
    if (expected === 'absent') return await this.#create(name, content, labels)
    const current = await this.#newest(name)
    if (expected === 'any' && current === undefined) return await this.#create(name, content, labels)
    if (expected !== 'any' && current !== expected.version) throw conflict(where, 'the secret has changed since it was read')
    const written = await this.#ask(where, () => this.client.send(new this.sdk.PutSecretValueCommand({SecretId: name, ...content})))
    return {outcome: 'updated', ...(written.VersionId !== undefined && {version: `uuid/${written.VersionId}`})}
  }

  async #create(name: string, content: {SecretBinary: Uint8Array} | {SecretString: string}, labels: Readonly<Record<string, string>>) {
    const tags = Object.entries(labels).map(([Key, Value]) => ({Key, Value}))
    const asked = {Name: name, ...content, ...(tags.length > 0 && {Tags: tags})}
    const written = await this.#ask(whereOf(name), () => this.client.send(new this.sdk.CreateSecretCommand(asked)))
    return {outcome: 'created' as const, ...(written.VersionId !== undefined && {version: `uuid/${written.VersionId}`})}
  }

  /** The version that AWSCURRENT is at; undefined where there is no such secret. */
  async #newest(name: string): Promise<string | undefined> {
    try {
      const {versions, isPendingDeletion} = await this.describe(name)
      if (isPendingDeletion) throw pendingDeletion(whereOf(name))
      return versions.find(({names}) => names.includes('AWSCURRENT'))?.id ?? ''
    } catch (error) {
      if (error instanceof GsecError && error.code === 'SECRET_NOT_FOUND') return undefined
      throw error
    }
  }

  /** AWS says the same of a missing secret and of a missing version. */
  async #whyMissing(error: unknown, name: string, version: string | undefined): Promise<never> {
    if (!(error instanceof GsecError) || error.code !== 'SECRET_NOT_FOUND') throw error
    const isThere = await this.client.send(new this.sdk.DescribeSecretCommand({SecretId: name})).then(
      () => true,
      () => false,
    )
    if (!isThere) throw error
    const hint =
      version === undefined ? 'it has no value yet' : 'leave version out for the newest, or name a stage (AWSPREVIOUS) or uuid/ID'
    throw versionNotFound(whereOf(name), hint)
  }

  async #ask<T>(where: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceExistsException') throw conflict(where, 'the secret is there already')
      throw awsFailure(error, where)
    }
  }
}

const whereOf = (name: string) => `aws:${name}`

const versionAsked = (version: string) =>
  version.startsWith('uuid/') ? {VersionId: version.slice('uuid/'.length)} : {VersionStage: version}

function labelsOf(tags: readonly {Key?: string | undefined; Value?: string | undefined}[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({Key = '', Value = ''}) => [Key, Value]))
}

function versionInfo({VersionId = '', VersionStages = [], CreatedDate}: SecretVersionsListEntry): VersionInfo {
  return {id: `uuid/${VersionId}`, names: VersionStages, state: 'enabled', ...(CreatedDate && {created: CreatedDate})}
}

/** What AWSCURRENT names is the newest, whatever the clock says. */
function byStageAndAge(a: VersionInfo, b: VersionInfo): number {
  const stage = (version: VersionInfo) => (version.names.includes('AWSCURRENT') ? 1 : 0)
  return stage(b) - stage(a) || (b.created?.getTime() ?? 0) - (a.created?.getTime() ?? 0)
}
