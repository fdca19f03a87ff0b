import {generateKeyPairSync, verify} from 'node:crypto'
import {
  type Answer,
  expectThat,
  type FakeSecret,
  type FakeSecrets,
  type ProviderServer,
  type Seen,
  serveProvider,
} from './provider-server.js'

// Answers as Secret Manager does over REST. https://cloud.google.com/secret-manager/docs/reference/rest

const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
const SERVICE_ACCOUNT = 'tester@gsec-tests.iam.gserviceaccount.com'

/** A service account's key file; its tokens are signed by itself, so nobody has to be asked for one. */
export const serviceAccountKey = JSON.stringify({
  type: 'service_account',
  project_id: 'another-project',
  private_key_id: 'k1',
  private_key: privateKey.export({type: 'pkcs8', format: 'pem'}),
  client_email: SERVICE_ACCOUNT,
  client_id: '1',
  token_uri: 'https://oauth2.googleapis.com/token',
})

/** Castagnoli's checksum bit by bit, as the RFC has it: apart from gsec's own. */
export function checksum(bytes: Buffer): string {
  let crc = 0xffffffffn
  for (const byte of bytes) {
    crc ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0x82f63b78n : crc >> 1n
  }
  return String(crc ^ 0xffffffffn)
}

export const googleError = (status: number, name: string, message = 'no'): Answer => ({
  status,
  body: {error: {code: status, message, status: name}},
})
const notFound = googleError(404, 'NOT_FOUND', 'Secret [projects/1/secrets/x] not found or has no versions.')

/** The project gsec-tests. Pages have two secrets. */
export async function serveGoogle(secrets: FakeSecrets, parent = 'projects/gsec-tests'): Promise<ProviderServer> {
  return await serveProvider(seen => {
    checkBearer(seen)
    expectThat(seen.path.startsWith(`/v1/${parent}/secrets`), 'parent')
    const rest = seen.path.slice(`/v1/${parent}/secrets`.length).replace(/^\//, '')
    return rest === '' ? collection(seen, secrets, parent) : one(seen, rest, secrets, parent)
  })
}

function checkBearer({headers}: Seen): void {
  const [, head = '', claims = '', signature = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  expectThat(verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')), 'signature of the bearer')
  const {iss, scope} = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>
  expectThat(iss === SERVICE_ACCOUNT && scope === 'https://www.googleapis.com/auth/cloud-platform', 'claims of the bearer')
}

function collection({method, query, body}: Seen, secrets: FakeSecrets, parent: string): Answer {
  if (method === 'POST') {
    const name = query.get('secretId') ?? ''
    expectThat(/^[\w-]{1,255}$/.test(name), 'secretId')
    if (secrets.has(name)) return googleError(409, 'ALREADY_EXISTS')
    const {replication, labels = {}} = JSON.parse(body) as {replication?: unknown; labels?: Record<string, string>}
    expectThat((replication === undefined) === parent.includes('/locations/'), 'replication')
    secrets.set(name, {versions: [], tags: labels})
    return {status: 200, body: {name: `${parent}/secrets/${name}`}}
  }
  expectThat(method === 'GET', `method ${method}`)
  const conditions = (query.get('filter') ?? '').split(' AND ').filter(text => text !== '')
  const found = [...secrets].filter(([name, {tags}]) =>
    conditions.every(condition => {
      const [, key, value] = /^labels\.(\w+)=(.*)$/.exec(condition) ?? []
      return key === undefined ? name.includes(condition.replace(/^name:/, '')) : tags[key] === value
    }),
  )
  const start = Number(query.get('pageToken') || 0)
  const page = found.slice(start, start + 2)
  const items = page.map(([name, {tags}]) => ({name: `projects/123/secrets/${name}`, labels: tags, createTime: '2026-01-01T00:00:00Z'}))
  return {status: 200, body: {secrets: items, ...(start + 2 < found.length && {nextPageToken: String(start + 2)})}}
}

function one({method, body}: Seen, rest: string, secrets: FakeSecrets, parent: string): Answer {
  const [, name = '', tail = ''] = /^([\w-]{1,255})(?=$|[/:])(.*)$/.exec(rest) ?? []
  expectThat(name !== '', 'name of a secret')
  const secret = secrets.get(name)
  if (!secret) return notFound
  const full = `${parent}/secrets/${name}`
  if (tail === ':addVersion') {
    expectThat(method === 'POST', 'addVersion is posted')
    const {data, dataCrc32c} = (JSON.parse(body) as {payload: {data: string; dataCrc32c?: string}}).payload
    const value = Buffer.from(data, 'base64')
    expectThat(dataCrc32c === undefined || String(dataCrc32c) === checksum(value), 'checksum of the payload')
    secret.versions.push({value})
    return {status: 200, body: {name: `${full}/versions/${secret.versions.length}`, state: 'ENABLED'}}
  }
  expectThat(method === 'GET', `method ${method}`)
  if (tail === '')
    return {status: 200, body: {name: full, labels: secret.tags, versionAliases: secret.versions.length > 1 ? {stable: '1'} : {}}}
  if (tail === '/versions') return {status: 200, body: {versions: secret.versions.map((_, i) => versionOf(secret, i, full)).reverse()}}
  return access(secret, tail, full)
}

const STATES = {enabled: 1, disabled: 2, destroyed: 3}
const versionOf = ({versions}: FakeSecret, index: number, full: string) => ({
  name: `${full}/versions/${index + 1}`,
  createTime: `2026-01-0${index + 1}T00:00:00Z`,
  state: STATES[versions[index]?.state ?? 'enabled'],
})

function access({versions}: FakeSecret, tail: string, full: string): Answer {
  const [, asked = ''] = /^\/versions\/([\w-]+):access$/.exec(tail) ?? []
  expectThat(asked !== '', 'versions/…:access')
  const number = asked === 'latest' ? versions.length : asked === 'stable' ? 1 : Number(asked)
  const version = versions[number - 1]
  if (!version) return notFound
  if (version.state) return googleError(400, 'FAILED_PRECONDITION', `…is in ${version.state.toUpperCase()} state.`)
  const data = Buffer.from(version.value)
  return {status: 200, body: {name: `${full}/versions/${number}`, payload: {data: data.toString('base64'), dataCrc32c: checksum(data)}}}
}
