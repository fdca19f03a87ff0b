import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {createPublicKey} from 'node:crypto'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {seal} from '../../src/crypto/envelope.js'
import {Secret} from '../../src/secret.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {openEnvelope} from '../support/open-envelope.js'
import {bin, runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const oldKey = createPublicKey(vector('kubeseal/cert.pem'))
const ciphertext = (value: string, label: string) => seal(Secret.of(value), label, oldKey).toString('base64')

/** As people have it: comments, labels and a template that a controller's answer would lose. */
const manifest = (name: string, value: string, scope = '') => `# ${name}, sealed in May
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: ${name}
  namespace: shop
  labels: {team: shop} # for the dashboards
${scope}spec:
  encryptedData:
    # the database's
    user: ${value}
  template:
    metadata:
      name: ${name}
      labels: {app: shop}
      annotations: {sealedsecrets.bitnami.com/managed: "true"}
    type: Opaque
    data: {url: "pg://{{ .user }}"}
`

describe('gsec reseal through the controller', () => {
  let cluster: FakeCluster
  let cwd: string
  beforeEach(async () => {
    cluster = await serveCluster()
    await cluster.controller.renew()
    cwd = temporaryFolder({
      '.kube/config': kubeconfigFor(cluster),
      'apps/db.yaml': manifest('db', ciphertext('me', 'shop/db')),
      'apps/web.yaml': manifest('web', ciphertext('you', ''), '  annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}\n'),
    })
    mkdirSync(path.join(cwd, '.git'))
  })
  afterEach(closeServers)

  const reseal = (words: readonly string[] = ['apps'], env: Record<string, string> = {}) => runGsecBeside(['reseal', ...words], {cwd, env})
  const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8')
  const put = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)
  const opened = (name: string, label: string) => {
    const value = /^ {4}user: (\S+)$/m.exec(read(name))?.[1] ?? ''
    return openEnvelope(Buffer.from(value, 'base64'), label, cluster.controller.pairs[0]!.key).plaintext?.toString()
  }
  const masked = (text: string) => text.replace(/^( {4}user: ).*$/m, '$1…')

  it('has every value encrypted anew, and changes nothing but ciphertexts', async () => {
    const before = [read('apps/db.yaml'), read('apps/web.yaml')]
    const {status, stdout, stderr} = await reseal()
    assert.deepEqual([status, stdout], [0, ''])
    assert.equal(
      stderr,
      `gsec: note: asked kube-system/sealed-secrets-controller in context "test" (${cluster.server})\ngsec: note: resealed 1 value in apps/db.yaml\ngsec: note: resealed 1 value in apps/web.yaml\n`,
    )
    assert.equal(opened('apps/db.yaml', 'shop/db'), 'me')
    assert.equal(opened('apps/web.yaml', ''), 'you')
    assert.deepEqual([read('apps/db.yaml'), read('apps/web.yaml')].map(masked), before.map(masked))
  })

  it('sends the controller what it needs to open the values, and no more', async () => {
    await reseal(['apps/web.yaml'])
    const posts = cluster.requests.filter(({method}) => method === 'POST')
    const metadata = {name: 'web', namespace: 'shop', annotations: {'sealedsecrets.bitnami.com/cluster-wide': 'true'}}
    assert.deepEqual(
      posts.map(({path: asked, body}) => [asked, {...JSON.parse(body), spec: {...JSON.parse(body).spec, encryptedData: '…'}}]),
      [
        [
          '/api/v1/namespaces/kube-system/services/http:sealed-secrets-controller:http/proxy/v1/rotate',
          {kind: 'SealedSecret', apiVersion: 'bitnami.com/v1alpha1', metadata, spec: {encryptedData: '…', template: {metadata}}},
        ],
      ],
    )
  })

  it('writes nothing with --dry-run, and tells programs the same', async () => {
    const before = read('apps/db.yaml')
    const {status, stdout, stderr} = await reseal(['apps', '--dry-run', '--json'])
    assert.equal(status, 0)
    assert.match(stderr, /^gsec: note: would reseal 1 value in apps\/db\.yaml$/m)
    assert.deepEqual(JSON.parse(stdout), {
      stale: [
        {file: 'apps/db.yaml', name: 'db', namespace: 'shop', keys: ['user']},
        {file: 'apps/web.yaml', name: 'web', namespace: 'shop', keys: ['user']},
      ],
      fresh: 0,
      faults: [],
      written: false,
    })
    assert.equal(read('apps/db.yaml'), before)
  })

  it('changes no file when the controller cannot decrypt one of them, and names all of these', async () => {
    put('apps/moved.yaml', manifest('moved', ciphertext('me', 'shop/db')))
    put('apps/cut.yaml', manifest('cut', 'AgBh'))
    const before = read('apps/db.yaml')
    const {status, stdout, stderr} = await reseal(['apps', '--json'])
    assert.equal(status, 1)
    assert.match(
      stderr,
      /^gsec: error: apps\/cut\.yaml:11:11: the value of user is cut off.*\ngsec: error: apps\/moved\.yaml:2:1: the controller cannot decrypt it: it is sealed for another name, namespace, scope or cluster$/m,
    )
    const {faults, written} = JSON.parse(stdout)
    assert.deepEqual([faults.map(({reason}: {reason: string}) => reason), written], [['cut-off', 'refused'], false])
    assert.equal(read('apps/db.yaml'), before)
  })

  it('waits as long as the controller wants, and asks again', async () => {
    let refusals = 0
    cluster.fault = (request, response) => {
      if (!request.url?.endsWith('/v1/rotate') || refusals++ > 5) return false
      response.writeHead(429, {'retry-after': '0'}).end()
      return true
    }
    const {status, stderr} = await reseal()
    assert.equal(status, 0, stderr)
    assert.equal(opened('apps/db.yaml', 'shop/db'), 'me')
  })

  it('asks a few at a time', async () => {
    for (let index = 0; index < 20; index++) put(`apps/s${index}.yaml`, manifest(`s${index}`, ciphertext('x', `shop/s${index}`)))
    let open = 0
    let most = 0
    cluster.fault = (request, response) => {
      if (!request.url?.endsWith('/v1/rotate')) return false
      most = Math.max(most, ++open)
      response.on('close', () => open--)
      return false
    }
    cluster.latencyMs = 5
    const {status, stderr} = await reseal()
    assert.equal(status, 0, stderr)
    assert.ok(most <= 4, `${most} at once`)
    assert.equal(cluster.requests.filter(({method}) => method === 'POST').length, 22)
    assert.ok(cluster.connections() <= 4)
  })

  describe('with a .gsec.yaml', () => {
    const config = `version: 1
clusters:
  here: {context: test}
  there: {context: other, controller: {name: seals, namespace: seals}}
  paper: {cert: paper.pem}
environments:
  - {paths: [apps/db.yaml], clusters: [here]}
  - {paths: [apps/web.yaml], clusters: [there]}
`
    beforeEach(() => {
      put('.gsec.yaml', config)
      const both = JSON.parse(kubeconfigFor(cluster))
      both.contexts.push({name: 'other', context: both.contexts[0].context})
      put('.kube/config', JSON.stringify(both))
      cluster.services = [controllerService, {...controllerService, namespace: 'seals', name: 'seals'}]
    })

    it('asks the cluster that each file is for', async () => {
      const {status, stderr} = await reseal()
      assert.equal(status, 0, stderr)
      assert.match(stderr, /^gsec: note: asked kube-system\/sealed-secrets-controller in context "test"/m)
      assert.match(stderr, /^gsec: note: asked seals\/seals in context "other"/m)
      const posts = cluster.requests.filter(({method}) => method === 'POST').map(({path: asked}) => /services\/([^/]+)/.exec(asked)?.[1])
      assert.deepEqual(posts.sort(), ['http:seals:http', 'http:sealed-secrets-controller:http'].sort())
    })

    const refusals: {name: string; words: string[]; config?: string; message: RegExp}[] = [
      {
        name: 'one context for several clusters',
        words: ['apps', '--context', 'test'],
        message: /^gsec: error: here, there: --context names one cluster, and several would be asked there$/m,
      },
      {
        name: 'a cluster without a context',
        words: ['apps', '--for', 'paper'],
        message:
          /^gsec: error: cluster "paper" of \.gsec\.yaml names no context\ngsec: hint: add "context: NAME" to it, or give --context NAME$/m,
      },
      {
        name: 'a file that no environment matches',
        words: ['apps'],
        config: config.replace('apps/web.yaml', 'none.yaml'),
        message: /^gsec: error: apps\/web\.yaml:2:1: .*\ngsec: hint: no environment of \.gsec\.yaml matches/m,
      },
      {
        name: 'several clusters without a way to tell',
        words: ['apps', '--for', 'here,there'],
        message: /^gsec: error: apps\/db\.yaml:2:1: the SealedSecret could be for here or there$/m,
      },
    ]
    for (const {name, words, config: other, message} of refusals) {
      it(`asks nobody: ${name}`, async () => {
        if (other) put('.gsec.yaml', other)
        const {status, stderr} = await reseal(words)
        assert.equal(status, 2)
        assert.match(stderr, message)
        assert.deepEqual(cluster.requests, [])
      })
    }
  })

  it('needs a key or a cluster', async () => {
    put('.kube/config', '')
    const {status, stderr} = await reseal()
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: error: a private key or a cluster is needed\ngsec: hint: give --key KEYFILE, or --context NAME/)
    assert.match((await reseal(['apps', '--cert', 'x.pem'])).stderr, /^gsec: error: a private key is needed: --key KEYFILE$/m)
    assert.match((await reseal(['apps', '--check'])).stderr, /^gsec: error: a private key is needed: --key KEYFILE$/m)
  })

  it('warns where the kubeconfig does not verify the server', async () => {
    put('.kube/config', kubeconfigFor(cluster, {cluster: {'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true}}))
    assert.match((await reseal()).stderr, /^gsec: warning: kube-system\/.*: the kubeconfig turns off the verification of the API server/m)
  })

  it('leaves every file as it was when it is interrupted', async function () {
    if (process.platform === 'win32') this.skip()
    for (let index = 0; index < 30; index++) put(`apps/s${index}.yaml`, manifest(`s${index}`, ciphertext('x', `shop/s${index}`)))
    const before = readdirSync(path.join(cwd, 'apps')).map(name => read(`apps/${name}`))
    cluster.latencyMs = 30
    const child = spawn(process.execPath, [bin, 'reseal', 'apps'], {cwd, env: {PATH: process.env.PATH, HOME: cwd}, stdio: 'ignore'})
    const ended = new Promise<[number | null, string | null]>(resolve => child.on('close', (status, signal) => resolve([status, signal])))
    while (cluster.requests.filter(({method}) => method === 'POST').length < 10) await new Promise(resolve => setTimeout(resolve, 5))
    child.kill('SIGINT')
    const [status, signal] = await ended
    assert.ok(status === 130 || signal === 'SIGINT', `ended with ${status} ${signal}`)
    assert.deepEqual(
      readdirSync(path.join(cwd, 'apps')).map(name => read(`apps/${name}`)),
      before,
    )
  })

  // a mount of its own, as an unprivileged user may make one in a namespace of their own
  const disks: {name: string; size: string; close: string; reason: RegExp}[] = [
    {name: 'is full', size: '12k', close: 'true', reason: /^gsec: error: apps\/\w+\.yaml: no space left/m},
    {name: 'is read-only', size: '1m', close: 'mount -o remount,ro apps', reason: /^gsec: error: apps\/\w+\.yaml: .*read-only/m},
  ]
  for (const {name, size, close, reason} of disks) {
    it(`leaves every file as it was, and nothing beside them, when the disk ${name}`, async function () {
      if (spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status !== 0) this.skip()
      const script = `cp -r apps saved && mount -t tmpfs -o size=${size} none apps && cp saved/* apps && ${close} && { "$@"; status=$?; diff -r saved apps >&2 || exit 99; exit $status; }`
      const child = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', process.execPath, bin, 'reseal', 'apps'], {
        cwd,
        env: {PATH: process.env.PATH, HOME: cwd},
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const [stderr, status] = await Promise.all([text(child.stderr), new Promise(resolve => child.on('close', resolve))])
      assert.equal(status, 2, stderr)
      assert.match(stderr, reason)
    })
  }
})
