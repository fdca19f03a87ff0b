import assert from 'node:assert/strict'
import type {KubeSurroundings} from '../../../src/kube/surroundings.js'
import {openClient} from '../../../src/providers/open-client.js'
import {Secret} from '../../../src/secret.js'
import {AZURE_VARIABLES, azureError, serveAzure} from '../../support/providers/fake-azure.js'
import {failureOf, restoreEnvironment, revealed, userWith} from '../../support/providers/open-bench.js'
import type {FakeSecrets, ProviderServer} from '../../support/providers/provider-server.js'
import {closeServers, serveHttp} from '../../support/servers.js'

const one = (): FakeSecrets => new Map([['db', {versions: [{value: 'x'}, {value: 'y', state: 'disabled'}], tags: {}}]])

function open(
  server: ProviderServer,
  env: Record<string, string>,
  files: Record<string, string> = {},
  kube: Partial<KubeSurroundings> = {},
) {
  const user = userWith({AZURE_AUTHORITY_HOST: server.url.origin, AZURE_POD_IDENTITY_AUTHORITY_HOST: server.url.origin, ...env}, files)
  const placed = Object.fromEntries(Object.entries(user.kube.env).map(([key, value]) => [key, value?.replace('HOME', user.kube.home)]))
  const surroundings = {...user, kube: {...user.kube, env: placed, ...kube}}
  return openClient({provider: 'azurekv', block: {vaultUrl: server.url.origin}, origin: 'user', where: 'the test'}, surroundings)
}

describe('a login to Azure', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  const {AZURE_TENANT_ID, AZURE_CLIENT_ID} = AZURE_VARIABLES
  const az = (accessToken: string): Partial<KubeSurroundings> => ({
    runLogin: async ({command, args}) => {
      assert.equal([command, ...args].join(' '), 'az account get-access-token --resource https://vault.azure.net --output json')
      return {ended: 'well', stdout: Secret.of(JSON.stringify({accessToken, tokenType: 'Bearer'}))}
    },
  })
  const cases: {name: string; env: Record<string, string>; files?: Record<string, string>; kube?: Partial<KubeSurroundings>}[] = [
    {name: 'a client secret', env: AZURE_VARIABLES},
    {
      name: 'workload identity',
      env: {AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_FEDERATED_TOKEN_FILE: 'HOME/token'},
      files: {token: 'pod-token\n'},
    },
    {name: 'the az program', env: {}, kube: az('azure-credential-of-the-test')},
    {name: 'the managed identity of the machine', env: {HTTP_PROXY: 'http://127.0.0.1:1'}},
  ]
  for (const {name, env, files, kube} of cases) {
    it(`works by ${name}, once for all requests`, async () => {
      const server = await serveAzure(one())
      const client = await open(server, env, files, kube)
      await Promise.all([client.describe('db'), client.describe('db')])
      assert.ok(server.requests.filter(({path}) => /token$/.test(path)).length <= 1)
      assert.deepEqual(server.faults, [])
    })
  }

  it('works by the managed identity of a service', async () => {
    const server = await serveAzure(one())
    const identity = await serveHttp((request, response) => {
      const isRight = request.headers['x-identity-header'] === 'h1' && request.url?.includes('resource=https%3A%2F%2Fvault.azure.net')
      response.writeHead(isRight ? 200 : 400).end('{"access_token": "azure-credential-of-the-test"}')
    })
    const client = await open(server, {IDENTITY_ENDPOINT: `${identity.url.origin}/msi/token`, IDENTITY_HEADER: 'h1'})
    assert.equal((await client.describe('db')).versions.length, 2)
  })

  it('says what to do, and shows no credential', async () => {
    const server = await serveAzure(one())
    const failures: [Record<string, string>, Partial<KubeSurroundings>?][] = [
      [{...AZURE_VARIABLES, AZURE_CLIENT_SECRET: 'mArKeR'}],
      [{AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_FEDERATED_TOKEN_FILE: '/nonexistent'}],
      [{}, az('mArKeR')],
      [{}, {runLogin: async () => ({ended: 'badly'})}],
      [{}, {runLogin: async () => ({ended: 'well', stdout: Secret.of('{"accessToken": 5}')})}],
    ]
    for (const [env, kube] of failures) {
      server.misbehave = (seen, response) => {
        if (seen.path.startsWith('/tenant-1/') || seen.headers.authorization === undefined) return false
        response.writeHead(401).end(JSON.stringify(azureError(401, 'Unauthorized', undefined, 'mArKeR').body))
        return true
      }
      const {code, text} = await failureOf((await open(server, env, {}, kube)).get('db'))
      assert.equal(code, 'PROVIDER_LOGIN_FAILED')
      assert.match(text, /az login|AZURE_FEDERATED_TOKEN_FILE/)
      assert.doesNotMatch(text, /mArKeR/)
    }
  })
})

describe('Azure Key Vault', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  it('gives a secret, a certificate as DER and a key as JSON, by the type in front of the name', async () => {
    const client = await open(await serveAzure(new Map([['db', {versions: [{value: 'x'}], tags: {}}]])), AZURE_VARIABLES)
    assert.equal(revealed(await client.get('secret/db')), 'x')
    const certificate = await client.get('cert/db')
    assert.ok(certificate.kind === 'binary' && certificate.value.reveal().equals(Buffer.from([0, 1, 2])))
    assert.deepEqual(JSON.parse(revealed(await client.get('key/db'))).kty, 'RSA')
    assert.equal((await failureOf(client.get('certificate/db'))).code, 'PROVIDER_REFUSED')
  })

  it('says DISABLED of a disabled secret', async () => {
    const client = await open(await serveAzure(one()), AZURE_VARIABLES)
    assert.equal((await failureOf(client.get('db'))).code, 'DISABLED')
  })

  it('follows no page to another address', async () => {
    const evil = await serveHttp((_, response) => response.end('{"value": []}'))
    const server = await serveAzure(one())
    server.misbehave = ({path}, response) => {
      if (path !== '/secrets') return false
      response.end(JSON.stringify({value: [], nextLink: `${evil.url.origin}/secrets?api-version=7.4`}))
      return true
    }
    const client = await open(server, AZURE_VARIABLES)
    const listing = async () => {
      for await (const page of client.list({})) assert.deepEqual(page, [])
    }
    assert.equal((await failureOf(listing())).code, 'PROVIDER_RESPONSE_INVALID')
    assert.equal(evil.connections(), 0)
  })

  it('keeps the tags of the version before, which a new one would not have', async () => {
    const secrets: FakeSecrets = new Map([['db', {versions: [{value: 'x'}], tags: {team: 'shop'}}]])
    const client = await open(await serveAzure(secrets), AZURE_VARIABLES)
    await client.put('db', {kind: 'text', value: Secret.of('y')}, {expected: 'any'})
    assert.deepEqual((await client.describe('db')).labels, {team: 'shop'})
  })
})
