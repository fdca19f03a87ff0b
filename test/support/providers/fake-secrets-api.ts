import {testAuthority} from '../servers.js'
import {
  type Answer,
  expectThat,
  type FakeSecret,
  type FakeSecrets,
  type ProviderServer,
  type Seen,
  serveProvider,
} from './provider-server.js'

// The Secrets of the namespace shop, as the API server gives them.
// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/

const TOKEN = 'cluster-credential-of-the-test'
const PATH = '/api/v1/namespaces/shop/secrets'
const status = (code: number, reason: string): Answer => ({status: code, body: {kind: 'Status', apiVersion: 'v1', reason, message: 'no'}})

/** Values are JSON objects of texts. Pages have two Secrets. */
export async function serveSecretsApi(secrets: FakeSecrets): Promise<ProviderServer> {
  return await serveProvider(seen => {
    expectThat(seen.headers.authorization === `Bearer ${TOKEN}`, 'bearer')
    if (seen.path === PATH) return seen.method === 'POST' ? create(seen, secrets) : list(seen, secrets)
    const name = seen.path.slice(PATH.length + 1)
    expectThat(seen.path.startsWith(`${PATH}/`) && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name), 'name of a Secret')
    const secret = secrets.get(name)
    if (!secret) return status(404, 'NotFound')
    if (seen.method === 'PUT') return replace(seen, secret)
    expectThat(seen.method === 'GET', `method ${seen.method}`)
    const metadata = metadataOf(name, secret)
    return {
      status: 200,
      body: String(seen.headers.accept).includes('PartialObjectMetadata') ? {metadata} : {metadata, data: dataOf(secret)},
    }
  }, 'https')
}

export const kubeconfigForSecrets = ({url}: ProviderServer) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [{name: 'here', context: {cluster: 'c', user: 'u'}}],
    clusters: [
      {name: 'c', cluster: {server: url.origin, 'certificate-authority-data': Buffer.from(testAuthority().ca).toString('base64')}},
    ],
    users: [{name: 'u', user: {token: TOKEN}}],
  })

const metadataOf = (name: string, {versions, tags}: FakeSecret) => ({
  name,
  namespace: 'shop',
  resourceVersion: String(versions.length),
  labels: tags,
  annotations: {note: 'kept'},
  creationTimestamp: '2026-01-01T00:00:00Z',
})

function dataOf({versions}: FakeSecret) {
  const fields = JSON.parse(String(versions.at(-1)?.value)) as Record<string, string>
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, Buffer.from(value).toString('base64')]))
}

function list({method, query, headers}: Seen, secrets: FakeSecrets): Answer {
  expectThat(method === 'GET', `method ${method}`)
  expectThat(String(headers.accept).includes('as=PartialObjectMetadataList'), 'a listing with values')
  const selector = (query.get('labelSelector') ?? '').split(',').filter(text => text !== '')
  const found = [...secrets].filter(([, {tags}]) => selector.every(text => tags[text.split('=')[0] ?? ''] === text.split('=')[1]))
  const start = Number(query.get('continue') ?? 0)
  const items = found.slice(start, start + 2).map(([name, secret]) => ({metadata: metadataOf(name, secret)}))
  return {status: 200, body: {metadata: start + 2 < found.length ? {continue: String(start + 2)} : {}, items}}
}

interface SecretObject {
  metadata: {name: string; labels?: Record<string, string>; resourceVersion?: string}
  data: Record<string, string>
}

function create({headers, body}: Seen, secrets: FakeSecrets): Answer {
  expectThat(headers['content-type'] === 'application/json', 'content type')
  const {metadata, data} = JSON.parse(body) as SecretObject
  if (secrets.has(metadata.name)) return status(409, 'AlreadyExists')
  const secret: FakeSecret = {versions: [{value: plain(data)}], tags: metadata.labels ?? {}}
  secrets.set(metadata.name, secret)
  return {status: 201, body: {metadata: metadataOf(metadata.name, secret)}}
}

function replace({headers, body}: Seen, secret: FakeSecret): Answer {
  expectThat(headers['content-type'] === 'application/json', 'content type')
  const {metadata, data} = JSON.parse(body) as SecretObject
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== String(secret.versions.length)) return status(409, 'Conflict')
  secret.versions.push({value: plain(data)})
  return {status: 200, body: {metadata: metadataOf(metadata.name, secret)}}
}

const plain = (data: Record<string, string>) =>
  JSON.stringify(Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])))
