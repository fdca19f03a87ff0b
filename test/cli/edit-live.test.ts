import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {labelFor} from '../../src/crypto/label.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {openEnvelope} from '../support/open-envelope.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vectorKey, vectorPublicKey} from '../support/vectors.js'

const PASSWORD = 'mArKeR7f3a'
const LABEL = labelFor({scope: 'strict', namespace: 'shop', name: 'db'})
const sealed = (text: string) => sealOne({value: Secret.of(text), label: LABEL}, vectorPublicKey)
/** An editor that keeps what it was shown, and changes one value. */
const EDITOR = 'cp "$1" seen; sed \'s/^  user: .*/  user: other/\' "$1" > new; cat new > "$1"; rm new'

describe('gsec edit --live', () => {
  let cluster: FakeCluster
  let cwd: string
  let file: string
  let encryptedData: Record<string, string>
  beforeEach(async () => {
    cluster = await serveCluster()
    encryptedData = {user: sealed('me'), password: sealed(PASSWORD)}
    file = manifest(encryptedData)
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'db.yaml': file, 'editor.sh': EDITOR})
    mkdirSync(path.join(cwd, '.git'))
    cluster.secrets = [{namespace: 'shop', name: 'db', values: {user: 'me', password: PASSWORD, other: 'of another hand'}}]
    cluster.sealedSecrets = [{namespace: 'shop', name: 'db', encryptedData, synced: true}]
  })
  afterEach(closeServers)

  const edit = (words: string[] = [], env: Record<string, string> = {}) =>
    runGsecBeside(['edit', 'db.yaml', '--live', ...words], {cwd, env: {EDITOR: 'sh editor.sh', ...env}})
  const now = () => readFileSync(path.join(cwd, 'db.yaml'), 'utf8')
  const rewrite = (change: (text: string) => string) => {
    file = change(file)
    writeFileSync(path.join(cwd, 'db.yaml'), file)
  }
  const opened = (key: string) => {
    const value = new RegExp(`^    ${key}: (\\S+)$`, 'm').exec(now())?.[1] ?? ''
    return openEnvelope(Buffer.from(value, 'base64'), LABEL, vectorKey).plaintext?.toString()
  }

  it('shows what the live Secret has of the file, says where that is, and seals what changed', async () => {
    const {status, stderr} = await edit()
    assert.equal(status, 0, stderr)
    assert.match(stderr, /^gsec: note: sealing for kube-system\/sealed-secrets-controller in context "test" \(https:/m)
    assert.match(stderr, /^gsec: note: reading the live Secret shop\/db in context "test" \(https:/m)
    assert.doesNotMatch(stderr, /warning/)
    assert.match(
      readFileSync(path.join(cwd, 'seen'), 'utf8'),
      /^# They are those of the live Secret in context "test" \(https:[\s\S]*^stringData:\n {2}user: me\n {2}password: mArKeR7f3a\n$/m,
    )
    assert.equal(opened('user'), 'other')
    assert.equal(now().replace(/user: .*/, ''), file.replace(/user: .*/, ''))
  })

  it('leaves the file alone when nothing changed', async () => {
    const {status, stderr} = await edit([], {EDITOR: 'true'})
    assert.equal(status, 0)
    assert.match(stderr, /^gsec: note: nothing changed, db\.yaml is as it was$/m)
    assert.equal(now(), file)
  })

  it('says when the live Secret may be older than the file', async () => {
    const doubt = async () =>
      /^gsec: warning: db\.yaml:1:1: (.*): what you see may be older$/m.exec((await edit([], {EDITOR: 'true'})).stderr)?.[1]
    cluster.sealedSecrets = [{namespace: 'shop', name: 'db', encryptedData: {...encryptedData, password: sealed('older')}, synced: true}]
    assert.equal(await doubt(), 'the cluster has another ciphertext of password')
    for (const state of [{}, {synced: false}]) {
      cluster.sealedSecrets = [{namespace: 'shop', name: 'db', encryptedData, ...state}]
      assert.equal(await doubt(), 'the controller has not made the live Secret of this SealedSecret yet')
    }
    cluster.may = ({resource}) => resource !== 'sealedsecrets'
    assert.equal(
      await doubt(),
      'the cluster does not show its SealedSecret, so that nothing tells whether the live Secret is made of this file',
    )
  })

  const failures: {name: string; words?: string[]; prepare: () => void; error: RegExp; asks?: boolean}[] = [
    {
      name: 'a Secret that is not there',
      prepare: () => {
        cluster.secrets = []
      },
      error:
        /^gsec: error: shop\/db in context "test" \(.*\): the cluster has no such Secret\ngsec: hint: has the SealedSecret been applied there\? kubectl --context test describe sealedsecret -n shop db; or open the file with --key KEYFILE$/m,
    },
    {
      name: 'a user who may not read it',
      prepare: () => {
        cluster.may = ({resource}) => resource !== 'secrets'
      },
      error:
        /: this user may not read the Secret \(HTTP 403\)\ngsec: hint: a Role in shop must allow "get" on secrets "db", or open the file with --key KEYFILE$/m,
    },
    {
      name: 'a key that it lacks',
      prepare: () => {
        cluster.secrets = [{namespace: 'shop', name: 'db', values: {user: 'me', passwort: PASSWORD}}]
      },
      error:
        /^gsec: error: db\.yaml:7:15: the live Secret has no key password\ngsec: hint: apply the file, and wait until the controller has made the Secret, or open/m,
    },
    {
      name: 'values made by a template',
      prepare: () => rewrite(text => `${text}  template:\n    data:\n      url: "{{ .user }}"\n`),
      error:
        /^gsec: error: db\.yaml:1:1: its template\.data makes values of the values: the live Secret does not tell them apart\ngsec: hint: open the file with --key KEYFILE$/m,
      asks: false,
    },
    {
      name: 'a SealedSecret without namespace',
      prepare: () => rewrite(text => text.replace(', namespace: shop', ', annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}')),
      error:
        /^gsec: error: db\.yaml:1:1: the SealedSecret names no namespace\ngsec: hint: say with -n NAMESPACE where its live Secret is$/m,
      asks: false,
    },
    {
      name: 'a name that would lead elsewhere',
      prepare: () => rewrite(text => text.replace('name: db', 'name: ..')),
      error: /^gsec: error: db\.yaml:1:1: metadata\.name /m,
      asks: false,
    },
    {
      name: 'an API server that fails',
      prepare: () => {
        cluster.fault = ({url}, response) => {
          if (!url?.includes('/secrets/')) return false
          response.writeHead(500).end()
          return true
        }
      },
      error: /: the API server has a fault \(HTTP 500\)\ngsec: hint: try again later, or open the file with --key KEYFILE$/m,
    },
    {
      name: 'an answer that is no Secret',
      prepare: () => {
        cluster.fault = ({url}, response) => {
          if (!url?.includes('/secrets/')) return false
          response.writeHead(200).end('<html>')
          return true
        }
      },
      error: /: the answer is not a Secret$/m,
    },
    {
      name: 'a connection that is cut',
      prepare: () => {
        cluster.fault = ({url, socket}) => {
          if (url?.includes('/secrets/')) socket.destroy()
          return url?.includes('/secrets/') === true
        }
      },
      error: /^gsec: error: context "test" .*\ngsec: hint: .*or open the file with --key KEYFILE$/m,
    },
    {
      name: 'a server that others listen to',
      prepare: () => {
        const config = kubeconfigFor(cluster, {cluster: {server: 'http://10.0.0.1:8001', 'certificate-authority-data': undefined}})
        writeFileSync(path.join(cwd, '.kube/config'), config)
      },
      words: ['--insecure-http', '--cert', 'cert.pem'],
      error: /^gsec: error: context "test" \(http:\/\/10\.0\.0\.1:8001\): plain http: anybody on the way can read the values$/m,
      asks: false,
    },
    {
      name: 'a .gsec.yaml whose clusters do not fit',
      prepare: () => writeFileSync(path.join(cwd, '.gsec.yaml'), 'version: 1\nclusters: {prod: {cert: cert.pem}}\n'),
      words: ['--for', 'prod'],
      error:
        /^gsec: error: db\.yaml:1:1: nothing says which cluster has the live Secret\ngsec: hint: give cluster "prod" of \.gsec\.yaml a context, or name one with --context$/m,
      asks: false,
    },
  ]
  for (const {name, words = [], prepare, error, asks = true} of failures) {
    it(`opens no editor for ${name}, and leaves the file as it was`, async () => {
      prepare()
      const {status, stdout, stderr} = await edit(words, {GSEC_DEBUG: '1'})
      assert.deepEqual([status, stdout], [2, ''], stderr)
      assert.match(stderr, error)
      assert.ok(!existsSync(path.join(cwd, 'seen')))
      for (const text of [PASSWORD, Buffer.from(PASSWORD).toString('base64')]) assert.ok(!stderr.includes(text), stderr)
      assert.equal(now(), file)
      assert.equal(
        cluster.requests.some(({path: asked}) => asked.includes('/secrets/')),
        asks,
      )
    })
  }

  it('reads from the cluster of .gsec.yaml that the file is sealed for', async () => {
    const both = JSON.parse(kubeconfigFor(cluster))
    both.contexts.push({name: 'eu', context: both.contexts[0].context})
    writeFileSync(path.join(cwd, '.kube/config'), JSON.stringify(both))
    writeFileSync(
      path.join(cwd, '.gsec.yaml'),
      'version: 1\nclusters: {prod: {context: eu}}\nenvironments: [{paths: ["*.yaml"], clusters: [prod]}]\n',
    )
    const {status, stderr} = await edit()
    assert.equal(status, 0, stderr)
    assert.match(stderr, /^gsec: note: sealing for prod \(kube-system\/sealed-secrets-controller in context "eu"/m)
    assert.match(stderr, /^gsec: note: reading the live Secret shop\/db in context "eu"/m)
    // a certificate by itself does not say which cluster
    const refused = await edit(['--cert', 'cert.pem'])
    assert.match(refused.stderr, /nothing says which cluster has the live Secret\ngsec: hint: name it with --context NAME$/m)
  })

  it('takes one of --key and --live', async () => {
    const both = await edit(['--key', 'key.pem'])
    assert.equal(both.status, 2)
    const none = await runGsecBeside(['edit', 'db.yaml'], {cwd})
    assert.equal(none.status, 2)
    assert.match(
      none.stderr,
      /^gsec: error: nothing says where the values come from\ngsec: hint: open the file with --key KEYFILE, or take them from the cluster with --live$/m,
    )
  })
})

function manifest(encryptedData: Record<string, string>): string {
  const lines = Object.entries(encryptedData).map(([key, value]) => `    ${key}: ${value}\n`)
  return `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec:\n  encryptedData:\n${lines.join('')}`
}
