import {createHash} from 'node:crypto'
import {
  type Answer,
  expectThat,
  type FakeSecret,
  type FakeSecrets,
  type ProviderServer,
  type Seen,
  serveProvider,
} from './provider-server.js'

// Answers as Key Vault and the login do. https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups

const TOKEN = 'azure-credential-of-the-test'
export const azureError = (status: number, code: string, inner?: string, message = 'no'): Answer => ({
  status,
  body: {error: {code, message, ...(inner && {innererror: {code: inner}})}},
})
const notFound = azureError(404, 'SecretNotFound')

/** Versions have 32 digits. */
export const azureVersion = (name: string, index: number) => createHash('md5').update(`${name}/${index}`).digest('hex')

/** What the login must send, by variable of the environment; each gives the same token. */
export const AZURE_VARIABLES = {AZURE_TENANT_ID: 'tenant-1', AZURE_CLIENT_ID: 'client-1', AZURE_CLIENT_SECRET: 'azure-password-of-the-test'}

/** A vault and, below /tenant-1 and /metadata, the login. Pages have two secrets. */
export async function serveAzure(secrets: FakeSecrets): Promise<ProviderServer> {
  const server: ProviderServer = await serveProvider(seen => {
    if (seen.path.startsWith('/tenant-1/')) return directory(seen)
    if (seen.path.startsWith('/metadata/')) return machine(seen)
    expectThat(seen.headers.authorization === `Bearer ${TOKEN}`, 'bearer')
    expectThat(seen.query.get('api-version') === '7.4', 'api-version')
    return vault(seen, secrets, server.url)
  })
  return server
}

function directory({method, path, headers, body}: Seen): Answer {
  expectThat(method === 'POST' && path === '/tenant-1/oauth2/v2.0/token', 'token endpoint')
  expectThat(headers['content-type'] === 'application/x-www-form-urlencoded', 'content type')
  const form = new URLSearchParams(body)
  expectThat(form.get('grant_type') === 'client_credentials' && form.get('scope') === 'https://vault.azure.net/.default', 'grant and scope')
  const isPassword = form.get('client_secret') === AZURE_VARIABLES.AZURE_CLIENT_SECRET
  const isAssertion =
    form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' &&
    form.get('client_assertion') === 'pod-token'
  return form.get('client_id') === 'client-1' && (isPassword || isAssertion)
    ? {status: 200, body: {access_token: TOKEN, token_type: 'Bearer'}}
    : {status: 401, body: {error: 'invalid_client', error_description: body}}
}

function machine({path, query, headers}: Seen): Answer {
  expectThat(path === '/metadata/identity/oauth2/token' && headers['metadata'] === 'true', 'metadata request')
  expectThat(query.get('resource') === 'https://vault.azure.net', 'resource')
  return {status: 200, body: {access_token: TOKEN}}
}

function vault({method, path, query, headers, body}: Seen, secrets: FakeSecrets, url: URL): Answer {
  const [, collection = '', name, version, more] = path.split('/')
  expectThat(['secrets', 'keys', 'certificates'].includes(collection) && more === undefined, 'path')
  if (name === undefined) return listing(query, secrets, url)
  expectThat(/^[\da-z-]{1,127}$/i.test(name), 'name of a secret')
  const secret = secrets.get(name)
  if (method === 'PUT') {
    expectThat(headers['content-type'] === 'application/json', 'content type')
    const {value, tags = {}} = JSON.parse(body) as {value: string; tags?: Record<string, string>}
    const written = secret ?? {versions: [], tags: {}}
    written.versions.push({value})
    written.tags = tags
    secrets.set(name, written)
    return {status: 200, body: bundle(name, written, written.versions.length - 1, url)}
  }
  expectThat(method === 'GET', `method ${method}`)
  if (!secret) return notFound
  if (version === 'versions')
    return {status: 200, body: {value: secret.versions.map((_, index) => ({...bundle(name, secret, index, url), value: undefined}))}}
  if (collection === 'keys')
    return {status: 200, body: {key: {kid: `${url.origin}/keys/${name}/${azureVersion(name, 0)}`, kty: 'RSA', n: 'AQAB'}}}
  if (collection === 'certificates')
    return {status: 200, body: {id: `${url.origin}/certificates/${name}/${azureVersion(name, 0)}`, cer: 'AAEC'}}
  const index =
    version === undefined ? secret.versions.length - 1 : secret.versions.findIndex((_, at) => azureVersion(name, at) === version)
  if (index === -1) return notFound
  if (secret.versions[index]?.state) return azureError(403, 'Forbidden', 'SecretDisabled')
  return {status: 200, body: bundle(name, secret, index, url)}
}

function bundle(name: string, {versions, tags}: FakeSecret, index: number, url: URL) {
  const attributes = {enabled: !versions[index]?.state, created: 1_700_000_000 + index, updated: 1_700_000_000 + index}
  return {value: versions[index]?.value, id: `${url.origin}/secrets/${name}/${azureVersion(name, index)}`, attributes, tags}
}

function listing(query: URLSearchParams, secrets: FakeSecrets, url: URL): Answer {
  const start = Number(query.get('$skiptoken') ?? 0)
  const names = [...secrets.keys()]
  const value = names.slice(start, start + 2).map(name => {
    const {versions, tags} = secrets.get(name) as FakeSecret
    return {id: `${url.origin}/secrets/${name}`, attributes: {enabled: !versions.at(-1)?.state, updated: 1_700_000_000}, tags}
  })
  const nextLink = start + 2 < names.length ? `${url.origin}/secrets?api-version=7.4&$skiptoken=${start + 2}` : null
  return {status: 200, body: {value, nextLink}}
}
