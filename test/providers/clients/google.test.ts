import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import path from 'node:path'
import {crc32c} from '../../../src/providers/clients/crc32c.js'
import {openClient} from '../../../src/providers/open-client.js'
import {Secret} from '../../../src/secret.js'
import {checksum, serveGoogle, serviceAccountKey} from '../../support/providers/fake-google.js'
import {failureOf, restoreEnvironment, revealed, userWith} from '../../support/providers/open-bench.js'
import type {FakeSecrets, FakeVersion, ProviderServer} from '../../support/providers/provider-server.js'
import {closeServers} from '../../support/servers.js'
import {temporaryFolder} from '../../support/temporary-folder.js'

const one = (...versions: FakeVersion[]): FakeSecrets => new Map([['db', {versions, tags: {}}]])

function open(server: ProviderServer, block: object = {}) {
  const home = temporaryFolder({'key.json': serviceAccountKey})
  const user = userWith({GSEC_GCP_ENDPOINT: server.url.origin, GOOGLE_APPLICATION_CREDENTIALS: path.join(home, 'key.json')}, {}, home)
  return openClient({provider: 'gcpsm', block: {projectID: 'gsec-tests', ...block}, origin: 'user', where: 'the test'}, user)
}

describe('Google Secret Manager', () => {
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  it('has its checksum checked', async () => {
    const server = await serveGoogle(one({value: 'x'}))
    const client = await open(server)
    const answers: [object, string][] = [
      [{data: 'aGk=', dataCrc32c: checksum(Buffer.from('hi'))}, 'no error'],
      [{data: 'aGk='}, 'no error'],
      [{data: 'aGk=', dataCrc32c: '123'}, 'PROVIDER_RESPONSE_INVALID'],
      [{data: 'aGk=', dataCrc32c: '0'}, 'PROVIDER_RESPONSE_INVALID'],
      [{}, 'no error'],
    ]
    for (const [payload, expected] of answers) {
      server.misbehave = (_, response) => {
        response.end(JSON.stringify({name: 'projects/1/secrets/db/versions/1', payload}))
        return true
      }
      assert.equal((await failureOf(client.get('db'))).code, expected, JSON.stringify(payload))
    }
  })

  // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4
  const sums: [string, Buffer, number][] = [
    ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['32 rising', Buffer.from(Array.from({length: 32}, (_, i) => i)), 0x46dd794e],
    ['32 falling', Buffer.from(Array.from({length: 32}, (_, i) => 31 - i)), 0x113fdb5c],
    ['123456789', Buffer.from('123456789'), 0xe3069283],
  ]
  for (const [name, bytes, sum] of sums) it(`is sent the checksum of the RFC for ${name}`, () => assert.equal(crc32c(bytes), sum))

  it('says DISABLED of a disabled and of a destroyed version', async () => {
    const client = await open(await serveGoogle(one({value: 'a'}, {value: 'b', state: 'destroyed'}, {value: 'c', state: 'disabled'})))
    assert.equal((await failureOf(client.get('db'))).code, 'DISABLED')
    assert.equal((await failureOf(client.get('db', '2'))).code, 'DISABLED')
    assert.equal(revealed(await client.get('db', '1')), 'a')
    const {versions} = await client.describe('db')
    assert.deepEqual(
      versions.map(({id, state, names}) => [id, state, ...names].join(' ')),
      ['3 disabled', '2 destroyed', '1 enabled stable'],
    )
  })

  it('gives the newest enabled version to a store with LatestOrFetch, and only for the newest', async () => {
    const server = await serveGoogle(one({value: 'a'}, {value: 'b'}, {value: 'c', state: 'disabled'}))
    const client = await open(server, {secretVersionSelectionPolicy: 'LatestOrFetch'})
    assert.equal(revealed(await client.get('db')), 'b')
    assert.equal((await failureOf(client.get('db', '3'))).code, 'DISABLED')
  })

  it('takes an alias of a version, as ESO hands it on', async () => {
    const client = await open(await serveGoogle(one({value: 'a'}, {value: 'b'})))
    assert.equal(revealed(await client.get('db', 'stable')), 'a')
    assert.equal(revealed(await client.get('db', 'latest')), 'b')
    assert.equal((await failureOf(client.get('db', '../1'))).code, 'PROVIDER_REFUSED')
  })

  it('has regional secrets below their location', async () => {
    const secrets = one({value: 'a'})
    const server = await serveGoogle(secrets, 'projects/gsec-tests/locations/europe-west1')
    const client = await open(server, {location: 'europe-west1'})
    assert.equal(revealed(await client.get('db')), 'a')
    await client.put('other', {kind: 'binary', value: Secret.of('b')}, {expected: 'absent'})
    assert.deepEqual(server.faults, [])
  })

  it('refuses plain http to another machine', async () => {
    const user = userWith({GSEC_GCP_ENDPOINT: 'http://secrets.example'})
    const opening = openClient({provider: 'gcpsm', block: {projectID: 'p1'}, origin: 'user', where: 'the test'}, user)
    assert.equal((await failureOf(opening)).code, 'ENDPOINT_NOT_TRUSTED')
  })

  it('without any login ends with an answer: nothing is thrown past it, and stderr has no warning', function () {
    this.timeout(20_000)
    const home = temporaryFolder()
    const script = `
      import('./src/providers/open-client.ts').then(async ({openClient}) => {
        const kube = {env: {}, home: ${JSON.stringify(home)}, pathDelimiter: ':', readFile() {}, exists: () => false, runLogin() {}, isInteractive: false}
        const client = await openClient({provider: 'gcpsm', block: {projectID: 'p1'}, origin: 'user', where: 'x'}, {kube, cluster: {}, allowedEndpoints: [], timeoutMs: 1000})
        for (const work of [() => client.get('a'), () => client.describe('a'), () => client.put('a', {kind: 'text', value: undefined}, {expected: 'absent'})])
          await work().catch(error => console.log(error.code))
      })`
    const {stdout, stderr, status} = spawnSync(process.execPath, ['--import', 'tsx/esm', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      // no machine of Google's answers, whatever runs the tests
      env: {PATH: process.env['PATH'], HOME: home, METADATA_SERVER_DETECTION: 'none', NO_GCE_CHECK: 'true', CLOUDSDK_CONFIG: home},
    })
    assert.equal(stdout, 'PROVIDER_LOGIN_FAILED\nPROVIDER_LOGIN_FAILED\nPROVIDER_LOGIN_FAILED\n', stderr)
    assert.equal(stderr, '')
    assert.equal(status, 0)
  })
})
