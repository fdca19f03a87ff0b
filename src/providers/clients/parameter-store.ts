import type {SSMClient} from '@aws-sdk/client-ssm'
import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {Description, ListedSecret, ListQuery, ProviderClient, PutOptions, PutResult, SecretValue, StoredValue} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {awsFailure} from './aws-failure.js'
import {awsSettings, regionOf} from './aws-settings.js'
import {conflict, refused, unexpected, versionNotFound} from './failures.js'
import {setting} from './settings.js'

type Sdk = typeof import('./aws-sdk-ssm.js')

/** Opens the Parameter Store of AWS Systems Manager with the credentials that the AWS command line would use. */
export async function openParameterStore(store: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const settings = awsSettings(store, surroundings)
  const sdk = await import('./aws-sdk-ssm.js')
  const client = new sdk.SSMClient(settings)
  const region = await regionOf(client.config.region, store.where)
  return new ParameterStore(sdk, client, region, setting(store.block, 'prefix') ?? '')
}

class ParameterStore implements ProviderClient {
  readonly provider = 'aws'
  readonly accepts = ['text', 'json'] as const
  readonly title: string

  constructor(
    readonly sdk: Sdk,
    readonly client: SSMClient,
    readonly region: string,
    readonly prefix: string,
  ) {
    this.title = `AWS Parameter Store in ${region}`
  }

  async get(name: string, version?: string): Promise<StoredValue> {
    const where = whereOf(name)
    const asked = {Name: version === undefined ? name : `${name}:${version}`, WithDecryption: true}
    const {Parameter} = await this.#ask(where, () => this.client.send(new this.sdk.GetParameterCommand(asked))).catch(error =>
      this.#whyMissing(error, name, version),
    )
    if (typeof Parameter?.Value !== 'string') throw unexpected(where)
    return {kind: 'text', value: Secret.of(Parameter.Value), ...(Parameter.Version !== undefined && {version: String(Parameter.Version)})}
  }

  async describe(name: string): Promise<Description> {
    const where = whereOf(name)
    const versions: ParameterInfo[] = []
    // Without decryption: the values in the history are of no interest.
    for await (const page of this.#pages(where, next => this.client.send(new this.sdk.GetParameterHistoryCommand({Name: name, ...next}))))
      versions.push(...(page.Parameters ?? []))
    const asked = {ResourceType: 'Parameter' as const, ResourceId: name}
    const {TagList = []} = await this.#ask(where, () => this.client.send(new this.sdk.ListTagsForResourceCommand(asked)))
    return {
      name,
      versions: versions
        .map(({Version, Labels = [], LastModifiedDate}) => ({
          id: String(Version),
          names: Labels,
          state: 'enabled' as const,
          ...(LastModifiedDate && {created: LastModifiedDate}),
        }))
        .sort((a, b) => Number(b.id) - Number(a.id)),
      labels: Object.fromEntries(TagList.map(({Key = '', Value = ''}) => [Key, Value])),
      annotations: {},
      isPendingDeletion: false,
    }
  }

  async *list({prefix = '', path, tags = {}}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
    const hasTags = Object.keys(tags).length > 0
    const pages = path !== undefined && !hasTags ? this.#listFolder(path) : this.#listByFilters({prefix, path, tags})
    for await (const page of pages) {
      yield page
        .map(({Name = '', LastModifiedDate}) => ({
          name: Name,
          labels: tags,
          isDisabled: false,
          ...(LastModifiedDate && {changed: LastModifiedDate}),
        }))
        .filter(({name}) => name.startsWith(prefix))
    }
  }

  /** As ESO finds by path, with the right that it needs for it; values stay encrypted. */
  async *#listFolder(path: string): AsyncGenerator<readonly ParameterInfo[]> {
    const asked = {Path: path, Recursive: true, WithDecryption: false, MaxResults: 10}
    for await (const page of this.#pages(this.title, next =>
      this.client.send(new this.sdk.GetParametersByPathCommand({...asked, ...next})),
    ))
      yield page.Parameters ?? []
  }

  async *#listByFilters({prefix = '', path, tags = {}}: ListQuery): AsyncGenerator<readonly ParameterInfo[]> {
    const filters = [
      ...(prefix === '' ? [] : [{Key: 'Name', Option: 'BeginsWith', Values: [prefix]}]),
      ...(path === undefined ? [] : [{Key: 'Path', Option: 'Recursive', Values: [path]}]),
      ...Object.entries(tags).map(([key, value]) => ({Key: `tag:${key}`, Option: 'Equals', Values: [value]})),
    ]
    const asked = {MaxResults: 50, ...(filters.length > 0 && {ParameterFilters: filters})}
    for await (const page of this.#pages(this.title, next => this.client.send(new this.sdk.DescribeParametersCommand({...asked, ...next}))))
      yield page.Parameters ?? []
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    const where = whereOf(name)
    if (value.kind === 'fields' || value.kind === 'binary') throw refused(where, 'a parameter is text: write bytes as base64')
    const current = expected === 'absent' ? undefined : await this.#newest(name)
    if (typeof expected === 'object' && current !== expected.version) throw conflict(where, 'the parameter has changed since it was read')
    const isNew = current === undefined
    const tags = Object.entries(labels).map(([Key, Value]) => ({Key, Value}))
    const asked = {
      Name: name,
      Value: value.value.reveal().toString('utf8'),
      Type: 'SecureString' as const,
      Overwrite: !isNew,
      // beyond 4 KiB a parameter costs money, so only where it must
      ...(value.value.length > STANDARD_BYTES && {Tier: 'Advanced' as const}),
      ...(isNew && tags.length > 0 && {Tags: tags}), // AWS takes tags for new parameters only
    }
    const {Version} = await this.#ask(where, () => this.client.send(new this.sdk.PutParameterCommand(asked)))
    return {outcome: isNew ? 'created' : 'updated', ...(Version !== undefined && {version: String(Version)})}
  }

  /** AWS says of a label that there is no parameter, and of a number that there is no version. */
  async #whyMissing(error: unknown, name: string, version: string | undefined): Promise<never> {
    if (!(error instanceof GsecError) || error.code !== 'SECRET_NOT_FOUND' || version === undefined) throw error
    const isThere = await this.client.send(new this.sdk.GetParameterCommand({Name: name, WithDecryption: false})).then(
      () => true,
      () => false,
    )
    throw isThere ? versionNotFound(whereOf(name), 'leave version out for the newest') : error
  }

  async #newest(name: string): Promise<string | undefined> {
    try {
      return (await this.describe(name)).versions[0]?.id
    } catch (error) {
      if (error instanceof GsecError && error.code === 'SECRET_NOT_FOUND') return undefined
      throw error
    }
  }

  async *#pages<T extends {NextToken?: string | undefined}>(
    where: string,
    send: (next: {NextToken?: string}) => Promise<T>,
  ): AsyncGenerator<T> {
    let next: string | undefined
    do {
      const page = await this.#ask(where, () => send(next === undefined ? {} : {NextToken: next}))
      yield page
      next = page.NextToken
    } while (next !== undefined && next !== '')
  }

  async #ask<T>(where: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterAlreadyExists') throw conflict(where, 'the parameter is there already')
      throw awsFailure(error, where)
    }
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const STANDARD_BYTES = 4096

interface ParameterInfo {
  Name?: string | undefined
  Version?: number | undefined
  Labels?: string[] | undefined
  LastModifiedDate?: Date | undefined
}

const whereOf = (name: string) => `ssm:${name}`
