import assert from 'node:assert/strict'
import {runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {runOnTerminal} from '../support/terminal.js'

const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.gsec.yaml': 'version: 1\n',
  'store.yaml':
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: {name: gcp-secret-manager}\nspec: {provider: {gcpsm: {projectID: my-project}}}\n',
}
const CTRL_C = '\u0003'
const CTRL_U = '\u0015'
const DOWN = '\u001b[B'
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')

const manifest = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
  namespace: shop
spec:
  data:
  - remoteRef:
      key: db-password
      version: "3"
    secretKey: password
  - remoteRef:
      key: db-user
    secretKey: user
  refreshInterval: 1h0m0s
  secretStoreRef:
    kind: ClusterSecretStore
    name: gcp-secret-manager
  target:
    creationPolicy: Owner
    deletionPolicy: Retain
`

/** Answers up to the references, with the store that the repository has. */
const toReferences = [
  // what has a store here stands first
  {expect: 'Where are the values\\?[\\s\\S]*❯[\\s\\S]*Google Secret Manager', send: '\r'},
  {expect: 'Through which store\\?[\\s\\S]*ClusterSecretStore gcp-secret-manager', send: '\r'},
  {expect: 'Name of the Secret:', send: 'db\r'},
  {expect: 'Namespace', send: 'shop\r'},
  {expect: 'Which secrets\\?[\\s\\S]*type their names', send: `${DOWN}\r`},
]

// Needs Python for the pseudo-terminal.
describe('gsec external create on a terminal', function () {
  this.timeout(240_000)

  it('asks for everything, tells wrong answers, and ends with the manifest and the command line for it', () => {
    const folder = temporaryFolder(files)
    const run = runOnTerminal(
      ['external', 'create'],
      [
        ...toReferences.slice(0, 2),
        {expect: 'Name of the Secret:', send: 'DB\r'},
        {expect: 'it must consist of lower-case letters', send: `${CTRL_U}db\r`},
        ...toReferences.slice(3),
        {expect: 'First key of the Secret:', send: '\r'},
        {expect: 'a Secret has at least one key', send: 'password\r'},
        {expect: 'Reference for password', send: 'team/db\r'},
        {expect: 'Google allows no / and no', send: `${CTRL_U}projects/other/secrets/db\r`},
        {expect: 'the store for', send: `${CTRL_U}db-password@3\r`},
        {expect: 'Next key', send: 'password\r'},
        {expect: 'has its reference already', send: `${CTRL_U}user\r`},
        {expect: 'Reference for user', send: 'projects/my-project/secrets/db-user/versions/latest\r'},
        {expect: 'Next key', send: '\r'},
      ],
      folder,
    )
    const shown = run.shown.replaceAll(ESCAPES, '')
    assert.equal(run.status, 0, shown)
    assert.equal(run.stdout, manifest)
    const [, line = ''] = /the same without questions: gsec (.*?)\r?\n/.exec(shown) ?? []
    const again = runGsec(line.split(' '), {cwd: folder})
    assert.deepEqual([again.stdout, again.stderr, again.status], [manifest, '', 0])
  })

  it('asks for the name and kind of a store that is nowhere, and searches the providers', () => {
    const run = runOnTerminal(
      ['external', 'create', '--quiet'],
      [
        // in one burst, as from a paste
        {expect: 'Where are the values\\?[\\s\\S]*navigate', send: 'hashi\r'},
        {expect: 'Name of the store:', send: 'vault\r'},
        {expect: 'Which kind of store[\\s\\S]*ClusterSecretStore', send: `${DOWN}\r`},
        {expect: 'Name of the Secret:', send: 'db\r'},
        {expect: 'Namespace', send: '\r'},
        {expect: 'First key', send: 'a\r'},
        {expect: 'Reference for a', send: '/app/db#password\r'},
        {expect: 'begins or ends with a slash', send: `${CTRL_U}app/db#password\r`},
        {expect: 'Next key', send: '\r'},
      ],
      temporaryFolder(files),
    )
    assert.equal(run.status, 0, run.shown)
    assert.match(run.stdout, /^metadata:\n {2}name: db\nspec:\n {2}data:\n {2}- remoteRef:\n {6}key: app\/db\n {6}property: password\n/m)
    assert.match(run.stdout, /^ {4}kind: ClusterSecretStore\n {4}name: vault$/m)
  })

  it('asks only for what no flag says', () => {
    const folder = temporaryFolder(files)
    const run = runOnTerminal(
      ['external', 'create', '--store', 'gcp-secret-manager', '--namespace', 'shop', '--output-file', 'db.yaml'],
      [
        {expect: '^[^N]*Name of the Secret:', send: 'db\r'},
        ...toReferences.slice(4),
        {expect: 'First key', send: 'a\r'},
        {expect: 'Reference for a', send: 'gcp:a\r'},
        {expect: 'Next key', send: '\r'},
      ],
      folder,
    )
    assert.deepEqual([run.status, run.stdout], [0, ''], run.shown)
    assert.match(run.shown, /wrote db\.yaml/)
    assert.match(
      run.shown,
      /gsec external create db --store-kind ClusterSecretStore a=gcp:a --store gcp-secret-manager --namespace shop --output-file db\.yaml/,
    )
  })

  it('ends with 130 at Ctrl-C, and prints and writes nothing', () => {
    const list = '❯[\\s\\S]*navigate'
    const interrupted = [
      [{expect: list, send: CTRL_C}],
      [...toReferences.slice(0, 1), {expect: `Through[\\s\\S]*${list}`, send: CTRL_C}],
      [...toReferences, {expect: 'First key', send: 'a\r'}, {expect: 'Reference for a', send: 'x'}, {expect: 'x', send: CTRL_C}],
    ]
    for (const steps of interrupted) {
      const run = runOnTerminal(['external', 'create', '-w', 'db.yaml'], steps, temporaryFolder(files))
      assert.deepEqual([run.status, run.stdout], [130, ''], run.shown)
      assert.doesNotMatch(run.shown, /wrote|at .*\.js/)
    }
  })
})
