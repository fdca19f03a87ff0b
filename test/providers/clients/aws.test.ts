import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {openClient} from '../../../src/providers/open-client.js'
import {Secret} from '../../../src/secret.js'
import {AWS_VARIABLES, awsError, serveAws} from '../../support/providers/fake-aws.js'
import {failureOf, restoreEnvironment, revealed, userWith} from '../../support/providers/open-bench.js'
import type {Answer, FakeSecrets, ProviderServer} from '../../support/providers/provider-server.js'
import {closeServers} from '../../support/servers.js'

const secrets = (): FakeSecrets =>
  new Map([
    ['db', {versions: [{value: 'a'}, {value: 'b'}, {value: Buffer.from([0, 1, 255])}], tags: {}}],
    ['gone', {versions: [{value: 'a'}], tags: {}, isDeleted: true}],
  ])

function open(server: ProviderServer, block: object = {}, env: Record<string, string> = {}) {
  const user = userWith({...AWS_VARIABLES, AWS_ENDPOINT_URL: server.url.origin, ...env})
  return openClient({provider: 'aws', block: {region: 'eu-west-1', ...block}, origin: 'user', where: 'the test'}, user)
}

describe('AWS', function () {
  this.timeout(20_000)
  afterEach(() => {
    restoreEnvironment()
    closeServers()
  })

  it('gives bytes as bytes, and a stage its version', async () => {
    const server = await serveAws(secrets())
    const client = await open(server)
    const newest = await client.get('db')
    assert.ok(newest.kind === 'binary' && newest.value.reveal().equals(Buffer.from([0, 1, 255])))
    assert.equal(revealed(await client.get('db', 'AWSPREVIOUS')), 'b')
    assert.equal((await failureOf(client.get('db', 'uuid/00000000-0000-0000-0000-000000000000'))).code, 'VERSION_NOT_FOUND')
    assert.deepEqual(server.faults, [])
  })

  it('says DISABLED of a secret that waits to be deleted, lists it so, and does not fail to describe it', async () => {
    const client = await open(await serveAws(secrets()))
    assert.equal((await failureOf(client.get('gone'))).code, 'DISABLED')
    const value = {kind: 'text' as const, value: Secret.of('x')}
    assert.equal((await failureOf(client.put('gone', value, {expected: 'any'}))).code, 'DISABLED')
    assert.equal((await client.describe('gone')).isPendingDeletion, true)
    for await (const page of client.list({prefix: 'gone'}))
      assert.deepEqual(
        page.map(({isDisabled}) => isDisabled),
        [true],
      )
  })

  it('has the prefix of the store told, not added', async () => {
    const client = await open(await serveAws(secrets()), {prefix: 'team/'})
    assert.equal(client.prefix, 'team/')
    assert.equal((await client.get('db')).kind, 'binary')
  })

  it('takes the address of each service from the variables of the SDK', async () => {
    const [manager, parameters] = [await serveAws(secrets()), await serveAws(secrets())]
    const env = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.url.origin,
      AWS_ENDPOINT_URL_SSM: parameters.url.origin,
    }
    await (await open(manager, {}, env)).get('db')
    await (await open(manager, {service: 'ParameterStore'}, env)).get('db', '1')
    assert.deepEqual([manager.requests.length, parameters.requests.length], [1, 1])
  })

  it('needs a region, from the store or from AWS_REGION', async () => {
    const server = await serveAws(secrets(), 'ap-southeast-2')
    assert.equal((await failureOf(open(server, {region: undefined}))).code, 'PROVIDER_SETTINGS_INVALID')
    const client = await open(server, {region: undefined}, {AWS_REGION: 'ap-southeast-2'})
    assert.match(client.title, /ap-southeast-2/)
    assert.equal((await client.get('db')).kind, 'binary')
    assert.deepEqual(server.faults, [])
  })

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html
  const cases: [Answer, string][] = [
    [awsError('ResourceNotFoundException'), 'SECRET_NOT_FOUND'],
    [awsError('com.amazonaws.secretsmanager#ResourceNotFoundException'), 'SECRET_NOT_FOUND'],
    [awsError('InvalidRequestException', 400, 'mArKeR'), 'PROVIDER_REFUSED'],
    [awsError('InvalidRequestException', 400, '… because it was marked for deletion.'), 'DISABLED'],
    [awsError('InvalidParameterException', 400, '… because it was marked for deletion.'), 'DISABLED'],
    [awsError('ValidationException', 400, 'mArKeR'), 'PROVIDER_REFUSED'],
    [awsError('AccessDeniedException', 400, 'mArKeR'), 'ACCESS_DENIED'],
    [awsError('DecryptionFailure', 400, 'mArKeR'), 'ACCESS_DENIED'],
    [awsError('InvalidSignatureException', 403, 'mArKeR'), 'PROVIDER_LOGIN_FAILED'],
    [awsError('ExpiredTokenException', 400, 'mArKeR'), 'PROVIDER_LOGIN_FAILED'],
    [awsError('UnrecognizedClientException', 400, 'mArKeR'), 'PROVIDER_LOGIN_FAILED'],
    [awsError('InternalServiceError', 500, 'mArKeR'), 'PROVIDER_UNAVAILABLE'],
    [awsError('mArKeR', 400, 'mArKeR'), 'PROVIDER_REFUSED'],
  ]
  for (const [answer, code] of cases) {
    it(`means ${code} by ${JSON.stringify((answer.body as {__type: string}).__type)}`, async () => {
      const server = await serveAws(secrets())
      server.misbehave = (_, response) => {
        response.writeHead(answer.status, {'content-type': 'application/x-amz-json-1.1'}).end(JSON.stringify(answer.body))
        return true
      }
      const failure = await failureOf((await open(server)).get('db'))
      assert.equal(failure.code, code)
      assert.doesNotMatch(failure.text, /mArKeR/)
    })
  }

  it('without any login says so', async () => {
    const client = await open(await serveAws(secrets()), {}, {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''})
    assert.equal((await failureOf(client.get('db'))).code, 'PROVIDER_LOGIN_FAILED')
  })
})

describe('the bundle', () => {
  it('says nothing of the Node that runs it, and lists', async function () {
    this.timeout(20_000)
    const {AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, ...env} = AWS_VARIABLES
    const run = spawnSync(process.execPath, ['bin/run.js', 'external', 'list', 'aws', '--region', 'eu-west-1', '--quiet'], {
      encoding: 'utf8',
      env: {PATH: process.env['PATH'], ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1'},
    })
    assert.equal(
      run.stderr,
      `gsec: error: AWS Secrets Manager in eu-west-1 (http://127.0.0.1:1/): connection refused
gsec: hint: check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY)
`,
    )
    assert.equal(run.status, 2)
  })
})
