import {
  type Answer,
  expectThat,
  type FakeSecret,
  type FakeSecrets,
  type ProviderServer,
  type Seen,
  serveProvider,
} from './provider-server.js'

// Answers as Vault does. https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2, …/kv-v1, …/auth/approle

export const VAULT_TOKEN = 'vault-credential-of-the-test'
const MOUNT = /^\/v1\/(?<mount>secret|team\/kv|kv)\/(?<rest>.*)$/
const missing: Answer = {status: 404, body: {errors: []}}

interface Options {
  engine?: 'v1' | 'v2'
  namespace?: string
  /** What each login method must send. */
  logins?: Record<string, Record<string, string>>
}

/** KV engines at secret/, team/kv/ and kv/, all with the same secrets; values are JSON objects. */
export async function serveVault(secrets: FakeSecrets, {engine = 'v2', namespace, logins = {}}: Options = {}): Promise<ProviderServer> {
  return await serveProvider(seen => {
    expectThat(seen.headers['x-vault-request'] === 'true', 'x-vault-request')
    expectThat(seen.headers['x-vault-namespace'] === namespace, 'x-vault-namespace')
    if (seen.body !== '') expectThat(seen.headers['content-type'] === 'application/json', 'content type')
    const [, login] = /^\/v1\/auth\/(.+)\/login$/.exec(seen.path) ?? []
    if (login !== undefined) return logIn(seen, logins[login])
    if (seen.headers['x-vault-token'] !== VAULT_TOKEN)
      return {status: 403, body: {errors: ['2 errors occurred: permission denied, invalid token']}}
    const {rest = ''} = MOUNT.exec(seen.path)?.groups ?? {}
    if (!MOUNT.test(seen.path) && !MOUNT.test(`${seen.path}/`)) return {status: 404, body: {errors: ['no handler for route']}}
    return engine === 'v1' ? v1(seen, decodeURIComponent(rest), secrets) : v2(seen, decodeURIComponent(rest), secrets)
  })
}

function logIn({method, body}: Seen, wanted: Record<string, string> | undefined): Answer {
  expectThat(method === 'POST', 'a login is posted')
  const matches = wanted && JSON.stringify(JSON.parse(body)) === JSON.stringify(wanted)
  return matches ? {status: 200, body: {auth: {client_token: VAULT_TOKEN}}} : {status: 400, body: {errors: [`invalid login: ${body}`]}}
}

function v1({method, query, body}: Seen, key: string, secrets: FakeSecrets): Answer {
  if (query.get('list') === 'true') return list(key, secrets)
  const secret = secrets.get(key)
  if (method === 'POST') {
    secrets.set(key, {versions: [{value: body}], tags: {}})
    return {status: 204}
  }
  expectThat(method === 'GET', `method ${method}`)
  return secret ? {status: 200, body: {data: JSON.parse(String(newest(secret)))}} : missing
}

function v2({method, query, body}: Seen, rest: string, secrets: FakeSecrets): Answer {
  const [, area = '', key = ''] = /^(data|metadata)\/?(.*)$/.exec(rest) ?? []
  expectThat(area !== '', 'data or metadata behind the mount')
  if (query.get('list') === 'true') return area === 'metadata' ? list(key, secrets) : missing
  const secret = secrets.get(key)
  if (method === 'POST' && area === 'metadata') {
    if (secret) secret.tags = (JSON.parse(body) as {custom_metadata: Record<string, string>}).custom_metadata
    return {status: 204}
  }
  if (method === 'POST') return write(key, body, secrets)
  expectThat(method === 'GET', `method ${method}`)
  if (!secret) return missing
  if (area === 'metadata') return {status: 200, body: {data: metadataOf(secret)}}
  const version = query.get('version') ?? String(secret.versions.length)
  expectThat(/^[1-9]\d*$/.test(version), 'version')
  const stored = secret.versions[Number(version) - 1]
  if (!stored) return missing
  const metadata = {
    version: Number(version),
    destroyed: stored.state === 'destroyed',
    deletion_time: stored.state ? '2026-01-01T00:00:00Z' : '',
  }
  if (stored.state) return {status: 404, body: {data: {data: null, metadata}}}
  return {status: 200, body: {data: {data: JSON.parse(String(stored.value)), metadata}}}
}

function write(key: string, body: string, secrets: FakeSecrets): Answer {
  const {data, options} = JSON.parse(body) as {data: unknown; options?: {cas?: number}}
  const secret = secrets.get(key) ?? {versions: [], tags: {}}
  if (options?.cas !== undefined && options.cas !== secret.versions.length)
    return {status: 400, body: {errors: ['check-and-set parameter did not match the current version']}}
  secret.versions.push({value: JSON.stringify(data)})
  secrets.set(key, secret)
  return {status: 200, body: {data: {version: secret.versions.length}}}
}

function list(folder: string, secrets: FakeSecrets): Answer {
  const start = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`
  const below = [...secrets.keys()].filter(name => name.startsWith(start)).map(name => name.slice(start.length))
  const keys = [...new Set(below.map(name => name.replace(/\/.*$/, '/')))]
  return keys.length === 0 ? missing : {status: 200, body: {data: {keys}}}
}

function metadataOf({versions, tags}: FakeSecret) {
  const entries = versions.map(({state}, index) => [
    String(index + 1),
    {created_time: `2026-01-0${index + 1}T00:00:00Z`, deletion_time: state ? '2026-01-09T00:00:00Z' : '', destroyed: state === 'destroyed'},
  ])
  return {current_version: versions.length, custom_metadata: tags, versions: Object.fromEntries(entries)}
}

const newest = ({versions}: FakeSecret) => versions.at(-1)?.value ?? ''
