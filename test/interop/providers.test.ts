import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import {LabelParameterVersionCommand, PutParameterCommand, SSMClient} from '@aws-sdk/client-ssm'
import type {ListQuery, ProviderClient} from '../../src/providers/client.js'
import {openClient} from '../../src/providers/open-client.js'
import {Secret} from '../../src/secret.js'
import {type Moto, startMoto} from '../support/moto.js'
import {failureOf, revealed, userWith} from '../support/providers/open-bench.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'

// gsec's clients, and what the SDK itself put there, with moto behind both. Run by `npm run test:interop` after `npm run build`.

describe('the secrets of AWS', function () {
  this.timeout(300_000)
  let moto: Moto
  const saved = {...process.env}
  before(async () => {
    moto = await startMoto()
  })
  after(() => {
    process.env = saved
    moto?.stop()
  })

  const open = (service: string, region = 'eu-west-1') =>
    openClient(
      {provider: 'aws', block: {service, region}, origin: 'user', where: 'the test'},
      {...userWith(moto.env), timeoutMs: undefined},
    )
  const names = async (client: ProviderClient, query: ListQuery) => {
    const found: string[] = []
    for await (const page of client.list(query)) found.push(...page.map(({name}) => name))
    return found.sort()
  }

  it('are what the SDK wrote: text, bytes, versions by stage and id, tags', async () => {
    const client = await open('SecretsManager')
    const sdk = new SecretsManagerClient({})
    const Tags = [{Key: 'team', Value: 'shop'}]
    const first = await sdk.send(new CreateSecretCommand({Name: 'sm/db', SecretString: 'old\n', Tags}))
    const second = await sdk.send(new PutSecretValueCommand({SecretId: 'sm/db', SecretString: 'é ✓\n'}))
    await sdk.send(new CreateSecretCommand({Name: 'sm/bin', SecretBinary: Buffer.from([0, 1, 255])}))
    await sdk.send(new UpdateSecretVersionStageCommand({SecretId: 'sm/db', VersionStage: 'BLUE', MoveToVersionId: first.VersionId}))

    const newest = await client.get('sm/db')
    assert.deepEqual([newest.kind, revealed(newest), newest.version], ['text', 'é ✓\n', `uuid/${second.VersionId}`])
    assert.equal(revealed(await client.get('sm/db', 'AWSPREVIOUS')), 'old\n')
    assert.equal(revealed(await client.get('sm/db', `uuid/${first.VersionId}`)), 'old\n')
    assert.equal(revealed(await client.get('sm/db', 'BLUE')), 'old\n')
    assert.equal(revealed(await client.get(first.ARN ?? '')), 'é ✓\n')
    const binary = await client.get('sm/bin')
    assert.ok(binary.kind === 'binary' && binary.value.reveal().equals(Buffer.from([0, 1, 255])))
    const {labels, versions} = await client.describe('sm/db')
    assert.deepEqual(labels, {team: 'shop'})
    assert.deepEqual(
      versions.map(({id}) => id),
      [`uuid/${second.VersionId}`, `uuid/${first.VersionId}`],
    )
  })

  it('are missing, of another region, of no such version, or waiting to be deleted', async () => {
    const client = await open('SecretsManager')
    const sdk = new SecretsManagerClient({})
    await sdk.send(new CreateSecretCommand({Name: 'why/db', SecretString: 'x'}))
    await sdk.send(new CreateSecretCommand({Name: 'why/gone', SecretString: 'x'}))
    await sdk.send(new DeleteSecretCommand({SecretId: 'why/gone'}))
    const codes = await Promise.all(
      [
        client.get('why/nosuch'),
        (await open('SecretsManager', 'us-east-1')).get('why/db'),
        client.get('why/db', 'latest'),
        client.get('why/db', 'uuid/00000000-0000-0000-0000-000000000000'),
        client.get('why/gone'),
        client.put('why/gone', {kind: 'text', value: Secret.of('y')}, {expected: 'any'}),
      ].map(async work => (await failureOf(work)).code),
    )
    assert.deepEqual(codes, ['SECRET_NOT_FOUND', 'SECRET_NOT_FOUND', 'VERSION_NOT_FOUND', 'VERSION_NOT_FOUND', 'DISABLED', 'DISABLED'])
    assert.equal((await client.describe('why/gone')).isPendingDeletion, true)
  })

  it('are found by the beginning of their names and by tags, over several pages', async () => {
    const client = await open('SecretsManager', 'eu-north-1')
    const all = Array.from({length: 120}, (_, index) => `find/${String(index).padStart(3, '0')}`)
    for (const name of all) {
      const labels = {team: name.endsWith('7') ? 'seven' : 'other'}
      await client.put(name, {kind: 'text', value: Secret.of('x')}, {expected: 'absent', labels})
    }
    assert.deepEqual(await names(client, {path: 'find/'}), all)
    assert.deepEqual(await names(client, {prefix: 'find/01'}), all.slice(10, 20))
    const sevens = all.filter(name => name.endsWith('7'))
    assert.deepEqual(await names(client, {tags: {team: 'seven'}}), sevens)
    assert.deepEqual(await names(client, {prefix: 'find/00', tags: {team: 'seven'}}), ['find/007'])
  })

  it('in Parameter Store have versions, labels and paths', async () => {
    const client = await open('ParameterStore')
    const sdk = new SSMClient({})
    const put = (Name: string, Value: string, more: object = {}) =>
      sdk.send(new PutParameterCommand({Name, Value, Type: 'SecureString', ...more}))
    await put('/ps/db', 'old', {Tags: [{Key: 'team', Value: 'shop'}]})
    await put('/ps/db', 'new\n', {Overwrite: true})
    await sdk.send(new LabelParameterVersionCommand({Name: '/ps/db', ParameterVersion: 1, Labels: ['blue']}))
    for (const name of ['/ps/deep/er/x', '/ps2/y', 'flat']) await put(name, 'v')
    const newest = await client.get('/ps/db')
    assert.deepEqual([revealed(newest), newest.version], ['new\n', '2'])
    assert.equal(revealed(await client.get('/ps/db', '1')), 'old')
    assert.equal(revealed(await client.get('/ps/db', 'blue')), 'old')
    assert.equal((await failureOf(client.get('/ps/db', '9'))).code, 'VERSION_NOT_FOUND')
    assert.equal((await failureOf(client.get('/ps/db', 'green'))).code, 'VERSION_NOT_FOUND')
    assert.equal((await failureOf(client.get('/ps/nosuch'))).code, 'SECRET_NOT_FOUND')
    assert.deepEqual(await names(client, {path: '/ps'}), ['/ps/db', '/ps/deep/er/x'])
    assert.deepEqual(await names(client, {prefix: '/ps'}), ['/ps/db', '/ps/deep/er/x', '/ps2/y'])
    assert.deepEqual(await names(client, {tags: {team: 'shop'}}), ['/ps/db'])
    const {labels, versions} = await client.describe('/ps/db')
    assert.deepEqual([labels, versions.map(({id}) => id)], [{team: 'shop'}, ['2', '1']])
  })

  it('are written once, and not over what somebody else has written meanwhile', async () => {
    for (const [service, name] of [
      ['SecretsManager', 'put/db'],
      ['ParameterStore', '/put/db'],
    ] as const) {
      const client = await open(service)
      const put = (value: string, expected: 'absent' | 'any' | {version: string}) =>
        client.put(name, {kind: 'text', value: Secret.of(value)}, {expected})
      assert.equal((await put('one', 'absent')).outcome, 'created')
      assert.equal((await failureOf(put('two', 'absent'))).code, 'PROVIDER_CONFLICT')
      const {version = ''} = await client.get(name)
      assert.equal((await put('two', {version})).outcome, 'updated')
      assert.equal((await failureOf(put('three', {version}))).code, 'PROVIDER_CONFLICT')
      assert.equal(revealed(await client.get(name)), 'two')
    }
  })

  it('are listed by gsec external list', async () => {
    const sdk = new SecretsManagerClient({region: 'sa-east-1'})
    await sdk.send(new CreateSecretCommand({Name: 'cli/db', SecretString: '{"user": "app", "password": "hidden-value"}'}))
    await sdk.send(new CreateSecretCommand({Name: 'cli/plain', SecretString: 'hidden-value'}))
    const words = ['external', 'list', 'aws:cli/', '--region', 'sa-east-1', '--keys']
    const {status, stdout, stderr} = await runGsecBeside(words, {cwd: temporaryFolder(), env: moto.env})
    assert.equal(status, 0, stderr)
    assert.match(stdout, /^NAME +CHANGED +KEYS\ncli\/db +\d{4}-\d\d-\d\d +password, user\ncli\/plain +\d{4}-\d\d-\d\d +-\n$/)
    assert.equal(stderr, 'gsec: note: 2 secrets in AWS Secrets Manager in sa-east-1\n')
  })

  it('are asked with the login of a profile: a role, a web identity, a program', async () => {
    const role = 'role_arn = arn:aws:iam::123456789012:role/reader\nregion = eu-west-3'
    const cwd = temporaryFolder({
      credentials: '[base]\naws_access_key_id = a\naws_secret_access_key = b\n',
      token: 'a token',
      'answer.json': '{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "b"}',
    })
    const config = `[profile role]\n${role}\nsource_profile = base
[profile web]\n${role}\nweb_identity_token_file = ${cwd}/token
[profile program]\nregion = eu-west-3\ncredential_process = cat ${cwd}/answer.json\n`
    writeFileSync(path.join(cwd, 'config'), config)
    const {AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, AWS_REGION: ___, ...address} = moto.env
    const files = {AWS_CONFIG_FILE: path.join(cwd, 'config'), AWS_SHARED_CREDENTIALS_FILE: path.join(cwd, 'credentials')}
    for (const AWS_PROFILE of ['role', 'web', 'program']) {
      const {status, stderr} = await runGsecBeside(['external', 'list', 'aws'], {cwd, env: {...address, ...files, AWS_PROFILE}})
      assert.equal(status, 0, stderr)
      assert.equal(stderr, 'gsec: note: 0 secrets in AWS Secrets Manager in eu-west-3\n')
    }
  })
})
