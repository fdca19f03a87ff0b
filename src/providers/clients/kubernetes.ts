import {GsecError} from '../../errors.js'
import type {HttpResponse} from '../../http/message.js'
import {ApiServer} from '../../kube/api-server.js'
import {chooseCluster, namesCluster} from '../../kube/cluster-access.js'
import {Secret} from '../../secret.js'
import type {Description, ListedSecret, ListQuery, ProviderClient, PutOptions, PutResult, SecretValue, StoredValue} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {trustedEndpoint} from './endpoint-trust.js'
import {
  accessDenied,
  conflict,
  loginFailed,
  refused,
  secretNotFound,
  settingsInvalid,
  toUnreachable,
  unavailable,
  unexpected,
} from './failures.js'
import {isRecord, jsonObject, MAX_BYTES, texts} from './send.js'
import {setting} from './settings.js'

const JSON_TYPE = 'application/json'
/** Names, labels and annotations without the values, which a listing does not need. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
const PAGE = 250
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
/** What a Pod calls its own cluster: from outside that is the one of the kubeconfig. */
const OWN_CLUSTER = /^(https:\/\/)?kubernetes\.default(\.svc(\.[a-z0-9.-]+)?)?(:443)?\/?$/

/**
 * Opens the Secrets of a namespace, with the login of the kubeconfig.
 * @throws GsecError KUBECONFIG_INVALID, FILE_UNREADABLE, ENDPOINT_NOT_TRUSTED, PROVIDER_SETTINGS_INVALID
 */
export async function openKubernetes({block, origin, where}: StoreSpec, surroundings: ProviderSurroundings): Promise<ProviderClient> {
  const {kube, cluster, allowedEndpoints, timeoutMs, sleep} = surroundings
  if (!namesCluster(cluster, kube))
    throw new GsecError('KUBECONFIG_INVALID', 'there is no kubeconfig that names a cluster', {
      where,
      hint: 'name one with --kubeconfig or KUBECONFIG',
    })
  const access = chooseCluster(cluster, kube)
  const named = setting(block, 'server.url')
  const hint = 'choose a context of that cluster with --context'
  const trusted = [access.server]
  const server =
    named === undefined || OWN_CLUSTER.test(named)
      ? access.server
      : trustedEndpoint({text: named, origin, where, trusted, allowed: allowedEndpoints, hint})
  const namespace = setting(block, 'remoteNamespace') ?? 'default'
  if (!NAME.test(namespace)) throw settingsInvalid(where, 'remoteNamespace can be no namespace', 'write it in small letters, digits and -')
  const api = new ApiServer({...access, server}, kube, {timeoutMs, ...(sleep && {retry: {sleep}})})
  return new KubernetesSecrets(api, namespace)
}

class KubernetesSecrets implements ProviderClient {
  readonly provider = 'kubernetes'
  readonly prefix = ''
  readonly accepts = ['fields'] as const
  readonly title: string

  constructor(
    readonly api: ApiServer,
    readonly namespace: string,
  ) {
    this.title = `namespace ${namespace} of ${api.access.label}`
  }

  async get(name: string): Promise<StoredValue> {
    const where = whereOf(name)
    const {data, metadata} = await this.#object(name, JSON_TYPE)
    const fields = new Map(Object.entries(texts(data)).map(([key, value]) => [key, Secret.of(Buffer.from(value, 'base64'))] as const))
    return {kind: 'fields', fields, ...versionOf(metadata, where)}
  }

  async describe(name: string): Promise<Description> {
    const {metadata} = await this.#object(name, METADATA)
    const {labels, annotations, deletionTimestamp} = isRecord(metadata) ? metadata : {}
    return {
      name,
      versions: [],
      labels: texts(labels),
      annotations: texts(annotations),
      isPendingDeletion: deletionTimestamp !== undefined,
    }
  }

  async *list({prefix = '', path = '', tags = {}}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
    const selector = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
    let next = ''
    do {
      const query = {
        limit: String(PAGE),
        ...(selector.length > 0 && {labelSelector: selector.join(',')}),
        ...(next !== '' && {continue: next}),
      }
      const response = await this.#ask({path: this.#path(), query, accept: METADATA_LIST}, this.title)
      if (response.status !== 200) throw failureOf(response, this.title)
      const {items, metadata} = jsonObject(response, this.title)
      yield (Array.isArray(items) ? items : [])
        .map(item => listed(item))
        .filter(({name}) => name.startsWith(prefix) && name.startsWith(path))
      next = isRecord(metadata) && typeof metadata['continue'] === 'string' ? metadata['continue'] : ''
    } while (next !== '')
  }

  async put(name: string, value: SecretValue, {expected, labels = {}}: PutOptions): Promise<PutResult> {
    const where = whereOf(name)
    if (value.kind !== 'fields') throw refused(where, 'a Secret of Kubernetes has named values')
    const data = Object.fromEntries([...value.fields].map(([key, bytes]) => [key, bytes.reveal().toString('base64')]))
    const existing = expected === 'absent' ? undefined : await this.#existing(name)
    if (typeof expected === 'object' && !existing) throw conflict(where, 'the Secret has changed since it was read')
    const fresh = {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace: this.namespace, labels}, type: 'Opaque'}
    const object = existing
      ? {...existing, metadata: {...(isRecord(existing['metadata']) ? existing['metadata'] : {}), ...resourceVersion(expected)}, data}
      : {...fresh, data}
    const response = await this.#ask(
      {
        path: this.#path(...(existing ? [name] : [])),
        method: existing ? 'PUT' : 'POST',
        accept: JSON_TYPE,
        contentType: JSON_TYPE,
        body: Secret.of(JSON.stringify(object)),
      },
      where,
    )
    if (response.status === 409)
      throw conflict(where, existing ? 'the Secret has changed since it was read' : 'the Secret is there already')
    if (response.status !== 200 && response.status !== 201) throw failureOf(response, where)
    return {outcome: existing ? 'updated' : 'created', ...versionOf(jsonObject(response, where)['metadata'], where)}
  }

  #path(...steps: readonly string[]): string {
    return ['/api/v1/namespaces', this.namespace, 'secrets', ...steps].join('/')
  }

  async #object(name: string, accept: string): Promise<Readonly<Record<string, unknown>>> {
    const where = whereOf(name)
    if (!NAME.test(name)) throw refused(where, 'this can be no name of a Secret', 'write it in small letters, digits, - and .')
    const response = await this.#ask({path: this.#path(name), accept}, where)
    if (response.status !== 200) throw failureOf(response, where)
    return jsonObject(response, where)
  }

  async #existing(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      return await this.#object(name, JSON_TYPE)
    } catch (error) {
      if (error instanceof GsecError && error.code === 'SECRET_NOT_FOUND') return undefined
      throw error
    }
  }

  /** The API server's errors name kubeconfig and sealing; here somebody asks for a value. */
  async #ask(wanted: Parameters<ApiServer['send']>[0], where: string): Promise<HttpResponse> {
    try {
      return await this.api.send({...wanted, maxBytes: MAX_BYTES})
    } catch (error) {
      if (!(error instanceof GsecError) || error.code === 'ENDPOINT_NOT_TRUSTED') throw error
      if (error.code === 'LOGIN_FAILED' || error.code === 'FILE_UNREADABLE')
        throw loginFailed(where, error.message, error.hint ?? 'log in to the cluster anew', error)
      throw toUnreachable(new GsecError(error.code, error.message, {where: error.where, cause: error}), where)
    }
  }
}

const whereOf = (name: string) => `k8s:${name}`

function failureOf({status}: HttpResponse, where: string): GsecError {
  if (status === 401)
    return loginFailed(where, 'the API server does not accept the login', 'log in anew; kubectl auth whoami tries the same')
  if (status === 403) return accessDenied(where, 'ask for a Role that may get and list Secrets in this namespace')
  if (status === 404) return secretNotFound(where)
  if (status === 429 || status >= 500) return unavailable(where, status)
  return status >= 400 ? refused(where) : unexpected(where)
}

function versionOf(metadata: unknown, where: string): {version: string} {
  if (isRecord(metadata) && typeof metadata['resourceVersion'] === 'string') return {version: metadata['resourceVersion']}
  throw unexpected(where)
}

/** The server compares it with its own; without it whatever is there is replaced. */
const resourceVersion = (expected: PutOptions['expected']) => ({
  resourceVersion: typeof expected === 'object' ? expected.version : undefined,
})

function listed(item: unknown): ListedSecret {
  const metadata = isRecord(item) && isRecord(item['metadata']) ? item['metadata'] : {}
  const {name, labels, deletionTimestamp, creationTimestamp} = metadata
  const changed = typeof creationTimestamp === 'string' ? new Date(creationTimestamp) : undefined
  return {
    name: typeof name === 'string' ? name : '',
    labels: texts(labels),
    isDisabled: deletionTimestamp !== undefined,
    ...(changed && !Number.isNaN(changed.getTime()) && {changed}),
  }
}
