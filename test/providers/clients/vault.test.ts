import assert from 'node:assert/strict'
import {openClient} from '../../../src/providers/open-client.js'
import {serveVault, VAULT_TOKEN} from '../../support/providers/fake-vault.js'
import {failureOf, restoreEnvironment, revealed, userWith} from '../../support/providers/open-bench.js'
import type {FakeSecrets, ProviderServer} from '../../support/providers/provider-server.js'
import {closeServers} from '../../support/servers.js'

const one = (): FakeSecrets => new Map([['app/db', {versions: [{value: '{"password":"x"}'}], tags: {}}]])
const open = (
  server: ProviderServer,
  env: Record<string, string>,
  block: object = {path: 'secret'},
  files: Record<string, string> = {},
  provider = 'vault',
) => openClient({provider, block: {...block}, origin: 'user', where: 'the test'}, userWith({VAULT_ADDR: server.url.origin, ...env}, files))

describe('a login to Vault', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  const logins = {
    approle: {role_id: 'r1', secret_id: 's1'},
    kubernetes: {role: 'reader', jwt: 'pod-jwt'},
    jwt: {role: 'reader', jwt: 'ci-jwt'},
    'ci/gitlab': {role: 'reader', jwt: 'ci-jwt'},
  }
  const cases: {name: string; env: Record<string, string>; files?: Record<string, string>}[] = [
    {name: 'a token of the environment', env: {VAULT_TOKEN}},
    {name: 'the token of vault login', env: {}, files: {'.vault-token': `${VAULT_TOKEN}\n`}},
    {name: 'AppRole', env: {VAULT_ROLE_ID: 'r1', VAULT_SECRET_ID: 's1'}},
    {name: 'AppRole with the secret id in a file', env: {VAULT_ROLE_ID: 'r1', VAULT_SECRET_ID_FILE: 'HOME/sid'}, files: {sid: 's1\n'}},
    {name: 'Kubernetes', env: {VAULT_AUTH_METHOD: 'kubernetes', VAULT_ROLE: 'reader', VAULT_JWT_FILE: 'HOME/jwt'}, files: {jwt: 'pod-jwt'}},
    {name: 'JWT', env: {VAULT_ROLE: 'reader', VAULT_JWT: 'ci-jwt'}},
    {
      name: 'JWT at a mount of its own',
      env: {VAULT_AUTH_METHOD: 'jwt', VAULT_AUTH_MOUNT: 'ci/gitlab', VAULT_ROLE: 'reader', VAULT_JWT: 'ci-jwt'},
    },
    {
      name: 'the method that is named, though there is a token',
      env: {VAULT_TOKEN: 'another', VAULT_AUTH_METHOD: 'approle', VAULT_ROLE_ID: 'r1', VAULT_SECRET_ID: 's1'},
    },
  ]
  for (const {name, env, files = {}} of cases) {
    it(`works by ${name}, once for all requests`, async () => {
      const server = await serveVault(one(), {logins})
      const user = userWith({VAULT_ADDR: server.url.origin}, files)
      const placed = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replace('HOME', user.kube.home)]))
      const surroundings = {...user, kube: {...user.kube, env: {VAULT_ADDR: server.url.origin, ...placed}}}
      const client = await openClient({provider: 'vault', block: {path: 'secret'}, origin: 'user', where: 'the test'}, surroundings)
      await Promise.all([client.get('app/db'), client.get('app/db'), client.get('app/db')])
      assert.ok(server.requests.filter(({path}) => path.includes('/auth/')).length <= 1)
      assert.deepEqual(server.faults, [])
    })
  }

  it('says what is missing, and shows no credential', async () => {
    const server = await serveVault(one(), {logins})
    const failures: [Record<string, string>, RegExp][] = [
      [{}, /vault login/],
      [{VAULT_AUTH_METHOD: 'ldap'}, /token, approle, kubernetes, jwt/],
      [{VAULT_AUTH_METHOD: 'approle'}, /VAULT_ROLE_ID/],
      [{VAULT_AUTH_METHOD: 'jwt', VAULT_ROLE: 'reader'}, /VAULT_JWT_FILE/],
      [{VAULT_AUTH_METHOD: 'jwt', VAULT_ROLE: 'reader', VAULT_JWT_FILE: '/nonexistent'}, /VAULT_JWT_FILE/],
      [{VAULT_ROLE_ID: 'r1', VAULT_SECRET_ID: 'mArKeR'}, /approle login \(HTTP 400\)/],
      [{VAULT_TOKEN: 'mArKeR'}, /vault login/],
    ]
    for (const [env, expected] of failures) {
      const {code, text} = await failureOf((await open(server, env)).get('app/db'))
      assert.equal(code, 'PROVIDER_LOGIN_FAILED')
      assert.match(text, expected)
      assert.doesNotMatch(text, /mArKeR/)
    }
  })

  it('with OpenBao reads BAO_ variables first, then those of Vault', async () => {
    const server = await serveVault(one())
    assert.equal((await (await open(server, {BAO_TOKEN: VAULT_TOKEN, VAULT_TOKEN: 'x'}, {}, {}, 'openBao')).get('app/db')).kind, 'json')
    assert.equal((await (await open(server, {VAULT_TOKEN}, {}, {}, 'openBao')).get('app/db')).kind, 'json')
  })
})

describe('a key of Vault', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  // https://github.com/external-secrets/external-secrets/blob/main/providers/v1/vault/client_get.go
  const cases: {key: string; block: object; provider?: string; path: string}[] = [
    {key: 'app/db', block: {path: 'secret'}, path: '/v1/secret/data/app/db'},
    {key: 'secret/app/db', block: {path: 'secret'}, path: '/v1/secret/data/app/db'},
    {key: 'secret/data/app/db', block: {path: 'secret'}, path: '/v1/secret/data/app/db'},
    {key: 'app/db', block: {path: 'team/kv'}, path: '/v1/team/kv/data/app/db'},
    {key: 'secret/app/db', block: {}, path: '/v1/secret/data/app/db'},
    {key: 'secret/data/app/db', block: {}, path: '/v1/secret/data/app/db'},
    {key: 'a b/c?d#e%', block: {path: 'secret'}, path: '/v1/secret/data/a%20b/c%3Fd%23e%25'},
    {key: 'secret/app', block: {}, provider: 'openBao', path: '/v1/kv/data/secret/app'},
    {key: 'kv/app', block: {}, provider: 'openBao', path: '/v1/kv/data/kv/app'},
  ]
  for (const {key, block, provider = 'vault', path} of cases) {
    it(`"${key}" of ${provider} with ${JSON.stringify(block)} is ${path}`, async () => {
      const server = await serveVault(one())
      await failureOf((await open(server, {VAULT_TOKEN}, block, {}, provider)).get(key))
      assert.equal(server.requests[0]?.path, path)
    })
  }

  it('keeps the text of its fields, byte for byte', async () => {
    const fields = '{ "big": 9007199254740993,\n "f": 1.50, "u": "\\u00e9\\"}", "n": {"data": [1, {"a": "]"}]}, "f": 2.0 }'
    const server = await serveVault(one())
    server.misbehave = (_, response) => {
      response.end(`{"request_id": "x", "data": {"metadata": {"version": 3, "data": {}}, "data":${fields}}, "auth": null}`)
      return true
    }
    const found = await (await open(server, {VAULT_TOKEN})).get('app/db')
    assert.equal(revealed(found), fields)
    assert.equal(found.version, '3')
  })

  it('that is deleted, destroyed or undone is DISABLED, and its versions say so', async () => {
    const secrets: FakeSecrets = new Map([
      ['app/db', {versions: [{value: '{}'}, {value: '{}', state: 'destroyed'}, {value: '{}', state: 'disabled'}], tags: {}}],
    ])
    const client = await open(await serveVault(secrets), {VAULT_TOKEN})
    assert.equal((await failureOf(client.get('app/db'))).code, 'DISABLED')
    assert.equal((await failureOf(client.get('app/db', '2'))).code, 'DISABLED')
    assert.equal((await failureOf(client.get('app/db', 'latest'))).code, 'PROVIDER_REFUSED')
    const {versions, metadata} = await client.describe('app/db')
    assert.deepEqual(
      versions.map(({id, state}) => `${id} ${state}`),
      ['3 disabled', '2 destroyed', '1 enabled'],
    )
    assert.match(metadata?.reveal().toString() ?? '', /^\{"current_version":3,/)
  })
})

describe('the secrets of Vault', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  const secrets: FakeSecrets = new Map(
    ['top', 'app/db', 'app/db2', 'app/deep/er/x', 'application', 'b/c'].map(name => [name, {versions: [{value: '{}'}], tags: {}}]),
  )
  const names = async (query: {prefix?: string; path?: string}, block: object = {path: 'secret'}) => {
    const client = await open(await serveVault(secrets), {VAULT_TOKEN}, block)
    const found: string[] = []
    for await (const page of client.list(query)) found.push(...page.map(({name}) => name))
    return found.sort()
  }

  it('are listed with all folders, by prefix and by folder', async () => {
    assert.deepEqual(await names({}), [...secrets.keys()].sort())
    assert.deepEqual(await names({prefix: 'app'}), ['app/db', 'app/db2', 'app/deep/er/x', 'application'])
    assert.deepEqual(await names({prefix: 'app/deep/e'}), ['app/deep/er/x'])
    assert.deepEqual(await names({path: 'app'}), ['app/db', 'app/db2', 'app/deep/er/x'])
    assert.deepEqual(await names({path: '/app/', prefix: 'app/db'}), ['app/db', 'app/db2'])
    assert.deepEqual(await names({prefix: 'nosuch/x'}), [])
  })

  it('begin with their mount where the store has none, and it must be named', async () => {
    assert.deepEqual(await names({prefix: 'secret/app/d'}, {}), ['secret/app/db', 'secret/app/db2', 'secret/app/deep/er/x'])
    await assert.rejects(names({}, {}), {code: 'PROVIDER_SETTINGS_INVALID'})
  })
})
