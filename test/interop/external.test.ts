import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import {PutParameterCommand, SSMClient} from '@aws-sdk/client-ssm'
import {openClient} from '../../src/providers/open-client.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {type Moto, startMoto} from '../support/moto.js'
import {resolveSpec} from '../support/resolve-spec.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'

// What gsec makes of ExternalSecrets, through the real SDK, with moto behind it. Run by `npm run test:interop` after `npm run build`.

const store = (service: string) =>
  `apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: aws, namespace: shop}\nspec: {provider: {aws: {service: ${service}, region: eu-west-1}}}\n`
const secret = (values: Record<string, Buffer | string>) =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\ndata:\n${Object.entries(values)
    .map(([key, value]) => `  ${key}: ${Buffer.from(value).toString('base64')}\n`)
    .join('')}`
const external = (entries: readonly object[]) =>
  JSON.stringify({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {name: 'db', namespace: 'shop'},
    spec: {secretStoreRef: {name: 'aws'}, data: entries},
  })

describe('ExternalSecrets on AWS', function () {
  this.timeout(300_000)
  let moto: Moto
  const saved = {...process.env}
  before(async () => {
    moto = await startMoto()
    Object.assign(process.env, moto.env)
  })
  after(() => {
    process.env = saved
    moto?.stop()
  })

  /** A folder with these files, and gsec in it. */
  function scene(files: Record<string, string>) {
    const cwd = temporaryFolder()
    const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)
    for (const [name, text] of Object.entries(files)) write(name, text)
    return {write, gsec: (...args: string[]) => runGsecBeside(args, {cwd, env: moto.env})}
  }

  for (const service of ['SecretsManager', 'ParameterStore']) {
    describe(service, () => {
      it('push, verify, change, verify', async () => {
        const values = {password: 'p\n', 'tls.crt': 'CERT\r\n', blob: Buffer.from([0, 255, 10])}
        const {write, gsec} = scene({'stores.yaml': store(service), 'db.yaml': secret(values)})
        const push = ['external', 'push', 'db.yaml', '--store-file', 'stores.yaml']

        const plan = await gsec(...push)
        assert.equal(plan.status, 0, plan.stderr)
        assert.match(plan.stderr, /note: create shop-db in .*: password, tls\.crt, blob \(base64\)\n.*nothing was written: add --yes/)

        const pushed = await gsec(...push, '--yes')
        assert.equal(pushed.status, 0, pushed.stderr)
        assert.match(pushed.stderr, /every value came back as it was/)
        assert.equal(pushed.stdout, plan.stdout)
        write('es.yaml', pushed.stdout)
        const verify = ['verify', 'es.yaml', '--store-file', 'stores.yaml', '--against', 'db.yaml']
        const verified = await gsec(...verify)
        assert.equal(verified.status, 0, verified.stdout + verified.stderr)
        assert.match(verified.stdout, /no findings in 1 ExternalSecret, 3 of 3 keys ok, 1 call\n$/)

        write('db.yaml', secret({...values, password: 'other\n'}))
        const differs = await gsec(...verify)
        assert.equal(differs.status, 1)
        assert.match(differs.stdout, /password: the values differ: 2 bytes from the store, 6 in the Secret \[external-differs\]/)
        const refused = await gsec(...push, '--yes')
        assert.equal(refused.status, 1)
        assert.match(refused.stderr, /a value there differs, so nothing is written; --force replaces it/)
        assert.equal((await gsec(...verify)).status, 1)
        const forced = await gsec(...push, '--yes', '--force')
        assert.equal(forced.status, 0, forced.stderr)
        assert.equal((await gsec(...verify)).status, 0)
        const again = await gsec(...push, '--yes')
        assert.match(again.stderr, /note: keep shop-db /)
      })

      it('push of each key for itself', async () => {
        const {write, gsec} = scene({'stores.yaml': store(service), 'db.yaml': secret({a: 'x\n', 'b.c': Buffer.from([255])})})
        const name = service === 'ParameterStore' ? '/{namespace}/{name}/{key}' : '{namespace}/{name}/{key}'
        const pushed = await gsec('external', 'push', 'db.yaml', '--store-file', 'stores.yaml', '--remote-name', name, '--yes')
        assert.equal(pushed.status, 0, pushed.stderr)
        write('es.yaml', pushed.stdout)
        const {status, stdout} = await gsec('verify', 'es.yaml', '--store-file', 'stores.yaml', '--against', 'db.yaml')
        assert.equal(status, 0, stdout)
        assert.match(stdout, /2 of 2 keys ok, 2 calls\n$/)
      })

      it('asks for 200 references with one call each, and none twice', async () => {
        const names = Array.from({length: 200}, (_, index) => `${service}-${index}`)
        const sdk = {SecretsManager: new SecretsManagerClient({}), ParameterStore: new SSMClient({})}
        for (const name of names) {
          if (service === 'SecretsManager')
            await sdk.SecretsManager.send(new CreateSecretCommand({Name: name, SecretString: `{"v": "${name}"}`}))
          else await sdk.ParameterStore.send(new PutParameterCommand({Name: name, Value: `{"v": "${name}"}`, Type: 'SecureString'}))
        }
        const entries = names.flatMap(key => [
          {secretKey: key, remoteRef: {key, property: 'v'}},
          {secretKey: `${key}-whole`, remoteRef: {key}},
        ])
        const {gsec} = scene({'stores.yaml': store(service), 'es.json': external(entries)})
        const before = moto.requests()
        const {status, stdout, stderr} = await gsec('verify', 'es.json', '--store-file', 'stores.yaml')
        assert.equal(status, 0, stderr)
        assert.match(stdout, /400 of 400 keys ok, 200 calls\n$/)
        assert.equal(moto.requests() - before, 200)
      })
    })
  }

  it('says what is missing, deleted, of another region, or of no such version', async () => {
    const sdk = new SecretsManagerClient({})
    await sdk.send(new CreateSecretCommand({Name: 'prod/db', SecretString: '{"password": "x"}'}))
    await sdk.send(new CreateSecretCommand({Name: 'going', SecretString: 'x'}))
    await sdk.send(new DeleteSecretCommand({SecretId: 'going'}))
    const ref = (key: string, more: object = {}) => ({
      secretKey: `${key.replace('/', '-')}${Object.keys(more).join('')}`,
      remoteRef: {key, ...more},
    })
    const entries = [
      ref('prod-db'),
      ref('going'),
      ref('prod/db', {version: 'latest'}),
      ref('prod/db', {property: 'pasword'}),
      ref('prod/db'),
    ]
    const {gsec, write} = scene({'stores.yaml': store('SecretsManager'), 'es.json': external(entries)})
    const {status, stdout} = await gsec('verify', 'es.json', '--store-file', 'stores.yaml', '--suggest')
    assert.equal(status, 1)
    assert.match(stdout, /data\[prod-db\].*did you mean key: prod\/db\? \[external-secret-missing\]/)
    assert.match(stdout, /data\[going\].*\[external-version-disabled\]/)
    assert.match(stdout, /data\[prod-dbversion\].*\[external-version-missing\]/)
    assert.match(stdout, /did you mean property: password\? \[external-property-missing\]/)
    assert.match(stdout, /1 of 5 keys ok/)
    write('stores.yaml', store('SecretsManager').replace('eu-west-1', 'us-east-1'))
    const elsewhere = await gsec('verify', 'es.json', '--store-file', 'stores.yaml')
    assert.match(elsewhere.stdout, /0 of 5 keys ok/)
  })

  it('does what ESO did on every recorded case', async () => {
    const {secrets, cases} = JSON.parse(readFileSync('test/vectors/eso-resolve/cases.json', 'utf8'))
    const sdk = new SecretsManagerClient({region: 'eu-central-1'})
    const arns: Record<string, string | undefined> = {}
    for (const [Name, value] of Object.entries(
      secrets as Record<string, string | {base64: string} | {AWSPREVIOUS: string; AWSCURRENT: string}>,
    )) {
      const first =
        typeof value === 'string'
          ? {SecretString: value}
          : 'base64' in value
            ? {SecretBinary: Buffer.from(value.base64, 'base64')}
            : {SecretString: value.AWSPREVIOUS, Tags: [{Key: 'team', Value: 'a'}]}
      arns[Name] = (await sdk.send(new CreateSecretCommand({Name, ...first}))).ARN
      if (typeof value === 'object' && 'AWSCURRENT' in value)
        await sdk.send(new PutSecretValueCommand({SecretId: Name, SecretString: value.AWSCURRENT}))
    }
    const {Versions = []} = await sdk.send(new ListSecretVersionIdsCommand({SecretId: 'versioned'}))
    const previous = Versions.find(({VersionStages}) => VersionStages?.includes('AWSPREVIOUS'))?.VersionId
    const block = {service: 'SecretsManager', region: 'eu-central-1'}
    const surroundings = {kube: kubeSurroundings({}), cluster: {}, allowedEndpoints: [], timeoutMs: undefined}
    const client = await openClient({provider: 'aws', block, origin: 'user', where: 'aws'}, surroundings)
    const wrong: string[] = []
    for (const {name, spec, ready, data: expected} of cases) {
      const text = JSON.stringify(spec)
        .replaceAll('«arn of plain»', arns['plain'] ?? '')
        .replaceAll('«previous version of versioned»', previous ?? '')
      const {outcomes, data} = await resolveSpec(JSON.parse(text), client, {block})
      if (outcomes.some(({fault}) => fault?.kind === 'unverified') && /"property":"[^"]*[#@|*?]/.test(text)) continue
      const made = data && Object.fromEntries([...data].map(([key, value]) => [key, value.reveal().toString('base64')]))
      const isSame = ready
        ? JSON.stringify(Object.entries(made ?? {}).sort()) === JSON.stringify(Object.entries(expected).sort())
        : made === undefined
      if (!isSame) wrong.push(name)
    }
    assert.deepEqual(wrong, [])
  })
})
