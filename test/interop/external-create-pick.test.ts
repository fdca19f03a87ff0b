import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager'
import {type Moto, startMoto} from '../support/moto.js'
import {runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {runOnTerminal, type TerminalRun} from '../support/terminal.js'

const VALUE = 'hIdDeN7f3aB9zQ'
const CTRL_C = '\u0003'
const CTRL_U = '\u0015'
const DOWN = '\u001b[B'
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')

const store =
  'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: aws}\nspec: {provider: {aws: {service: SecretsManager, region: eu-west-1}}}\n'
const files = {'.git/HEAD': 'ref: refs/heads/main\n', 'store.yaml': store}
const create = ['external', 'create', '--store', 'aws', '--namespace', 'shop']

const manifest = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
  namespace: shop
spec:
  data:
  - remoteRef:
      key: prod/db
      property: password
    secretKey: password
  - remoteRef:
      key: prod/db
      property: user
    secretKey: user
  - remoteRef:
      key: prod/plain
    secretKey: token
  refreshInterval: 1h0m0s
  secretStoreRef:
    kind: SecretStore
    name: aws
  target:
    creationPolicy: Owner
    deletionPolicy: Retain
`

const toList = [
  {expect: 'Name of the Secret:', send: 'db\r'},
  {expect: 'Which secrets\\?[\\s\\S]*AWS Secrets Manager in eu-west-1[\\s\\S]*navigate', send: '\r'},
]
const toKeys = [
  ...toList,
  // in one burst, as from a paste
  {expect: 'Secret of AWS[\\s\\S]*type a reference[\\s\\S]*navigate', send: 'prod/db\r'},
  {expect: 'What of prod/db\\?[\\s\\S]*navigate', send: `${DOWN}\r`},
]
const byHand = [
  {expect: 'First key of the Secret:', send: 'a\r'},
  {expect: 'Reference for a', send: 'prod/nosuch\r'},
  {expect: 'Next key', send: '\r'},
]

const shownBy = (run: TerminalRun) => run.shown.replaceAll(ESCAPES, '')

// Needs Python, for the pseudo-terminal and for moto.
describe('gsec external create, with AWS behind it', function () {
  this.timeout(300_000)
  let moto: Moto
  const saved = {...process.env}
  before(async () => {
    moto = await startMoto()
    Object.assign(process.env, moto.env)
    const sdk = new SecretsManagerClient({})
    const secrets: Record<string, string> = {
      'prod/db': JSON.stringify({user: VALUE, password: VALUE, 'host name': VALUE}),
      'prod/plain': VALUE,
      ...Object.fromEntries(Array.from({length: 20}, (_, index) => [`test/${index}`, VALUE])),
    }
    for (const [Name, SecretString] of Object.entries(secrets)) await sdk.send(new CreateSecretCommand({Name, SecretString}))
  })
  after(() => {
    process.env = saved
    moto?.stop()
  })

  it('lets secrets be searched, picked and their keys be ticked, and shows no value', () => {
    const folder = temporaryFolder(files)
    const run = runOnTerminal(
      [...create, '--verify'],
      [
        ...toKeys,
        {expect: 'Keys of prod/db:[\\s\\S]*host name[\\s\\S]*password[\\s\\S]*user[\\s\\S]*navigate', send: '\r'},
        {expect: 'At least one', send: `${DOWN} `},
        {expect: '◉ password', send: `${DOWN} `},
        {expect: '◉ user', send: '\r'},
        {expect: 'Next secret:[\\s\\S]*that is all[\\s\\S]*navigate', send: 'plain'},
        {expect: '❯ prod/plain', send: '\r'},
        {expect: 'What of prod/plain\\?[\\s\\S]*navigate', send: '\r'},
        {expect: 'Key of the Secret for prod/plain:', send: 'user\r'},
        {expect: 'has its reference already', send: `${CTRL_U}token\r`},
        {expect: 'Next secret:[\\s\\S]*that is all[\\s\\S]*navigate', send: '\r'},
      ],
      folder,
      moto.env,
    )
    const shown = shownBy(run)
    assert.equal(run.status, 0, shown)
    assert.equal(run.stdout, manifest)
    assert.ok(!shown.includes(VALUE))
    assert.match(shown, /note: 3 of 3 keys would sync/)
    const [, line = ''] = /the same without questions: gsec (.*?)\r?\n/.exec(shown) ?? []
    const again = runGsec(line.replaceAll("'", '').split(' '), {cwd: folder, env: moto.env})
    assert.deepEqual([again.stdout, again.stderr, again.status], [manifest, 'gsec: note: 3 of 3 keys would sync\n', 0])
  })

  it('ends with 130 at Ctrl-C, and prints and writes nothing', () => {
    const interrupted = [
      [...toList, {expect: 'Secret of AWS[\\s\\S]*navigate', send: CTRL_C}],
      [...toKeys.slice(0, 3), {expect: 'What of[\\s\\S]*navigate', send: CTRL_C}],
      [...toKeys, {expect: 'Keys of[\\s\\S]*navigate', send: CTRL_C}],
    ]
    for (const steps of interrupted) {
      const run = runOnTerminal([...create, '-w', 'db.yaml'], steps, temporaryFolder(files), moto.env)
      assert.deepEqual([run.status, run.stdout], [130, ''], run.shown)
      assert.doesNotMatch(run.shown, /wrote|at .*\.js/)
    }
  })

  it('says in a line why there is no list, and asks for the names', () => {
    const {AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...strangers} = moto.env
    const cases = [
      {env: {...strangers, AWS_EC2_METADATA_DISABLED: 'true'}, says: 'AWS does not take the credentials, or there are none'},
      {env: {...moto.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1'}, says: 'does not answer|no answer|unreachable|refused'},
    ]
    for (const {env, says} of cases) {
      const run = runOnTerminal(create, [...toList, ...byHand], temporaryFolder(files), env)
      const shown = shownBy(run)
      assert.equal(run.status, 0, shown)
      assert.match(
        shown,
        new RegExp(`note: the secrets of AWS Secrets Manager in eu-west-1 cannot be listed: .*(${says}).*; type their names\\r?\\n`),
      )
      assert.match(run.stdout, /^ {6}key: prod\/nosuch$/m)
    }
  })

  it('writes nothing with --verify when the provider lacks a secret', () => {
    const folder = temporaryFolder(files)
    const {status, stdout, stderr} = runGsec([...create, 'db', 'a=aws:prod/dbb', 'b=aws:prod/plain', '--verify', '-w', 'db.yaml'], {
      cwd: folder,
      env: moto.env,
    })
    assert.deepEqual([status, stdout], [1, ''], stderr)
    assert.match(
      stderr,
      /^gsec: error: spec\.data\[a\]\.remoteRef\.key: .*did you mean key: prod\/db\?.*\ngsec: note: 1 of 2 keys would sync; nothing was written\n$/,
    )
    assert.ok(!existsSync(path.join(folder, 'db.yaml')))
    assert.ok(!stderr.includes(VALUE))
  })
})
