import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {readCertificate} from '../../src/crypto/certificate.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {type Run, runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const CERT = vector('kubeseal/cert.pem').toString()
const FINGERPRINT = 'sha256:5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a'

describe('gsec cert fetch', () => {
  let cluster: FakeCluster
  let cwd: string
  beforeEach(async () => {
    cluster = await serveCluster()
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster)})
    mkdirSync(path.join(cwd, '.git'))
  })
  afterEach(closeServers)

  const fetch = (words: string[] = [], env: Record<string, string> = {}): Promise<Run> =>
    runGsecBeside(['cert', 'fetch', ...words], {cwd, env})
  const file = (name: string) => readFileSync(path.join(cwd, name), 'utf8')
  const put = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)

  it('prints the certificate, and on stderr whose it is', async () => {
    const {status, stdout, stderr} = await fetch()
    assert.equal(status, 0)
    assert.equal(stdout, CERT)
    const place = `kube-system/sealed-secrets-controller in context "test" \\(${cluster.server}\\)`
    assert.match(
      stderr,
      new RegExp(`^gsec: note: ${place}: fingerprint ${FINGERPRINT}, \\d+ days old, valid until \\d{4}-\\d\\d-\\d\\d\n$`),
    )
  })

  it('gives everything as JSON', async () => {
    const {stdout} = await fetch(['--json'])
    const {pem, fingerprint, context, server, controller, cluster: name, file: written, previousFingerprint} = JSON.parse(stdout)
    assert.deepEqual(
      {pem, fingerprint, context, server, controller, name, written, previousFingerprint},
      {
        pem: CERT,
        fingerprint: FINGERPRINT,
        context: 'test',
        server: cluster.server,
        controller: {namespace: 'kube-system', name: 'sealed-secrets-controller', discovered: false},
        name: null,
        written: null,
        previousFingerprint: null,
      },
    )
  })

  it('writes a file, again and again, but not over anything else', async () => {
    assert.equal((await fetch(['-w', 'cert.pem'])).stdout, '')
    assert.equal(file('cert.pem'), CERT)
    await cluster.controller.renew()
    const {stderr} = await fetch(['-w', 'cert.pem'])
    assert.match(stderr, /^gsec: note: wrote cert\.pem$/m)
    assert.equal(file('cert.pem'), cluster.controller.pairs[0]?.certificate)
    put('notes.txt', 'mine')
    const refused = await fetch(['-w', 'notes.txt'])
    assert.equal(refused.status, 2)
    assert.match(refused.stderr, /^gsec: error: notes\.txt: exists and holds something else$/m)
    assert.equal(file('notes.txt'), 'mine')
    assert.equal((await fetch(['-w', 'notes.txt', '--force'])).status, 0)
  })

  it('always asks, keeps the answer, and says when the key is another one', async () => {
    await fetch()
    const {stderr} = await fetch()
    assert.equal(cluster.requests.length, 4)
    assert.doesNotMatch(stderr, /warning/)
    assert.equal(readdirSync(path.join(cwd, '.cache', 'gsec')).length, 1)
    await cluster.controller.renew()
    const {fingerprint} = readCertificate(Buffer.from(cluster.controller.pairs[0]!.certificate))
    const changed = await fetch()
    await cluster.controller.renew()
    assert.equal(JSON.parse((await fetch(['--json'])).stdout).previousFingerprint, fingerprint)
    assert.match(
      changed.stderr,
      new RegExp(`^gsec: warning: the controller has another key than on .*: ${FINGERPRINT} became ${fingerprint}`, 'm'),
    )
  })

  it('keeps nothing with --no-cache, and nothing in a folder that is not what gsec made', async () => {
    await fetch(['--no-cache'])
    assert.ok(!existsSync(path.join(cwd, '.cache')))
    mkdirSync(path.join(cwd, 'cache'))
    put('cache/gsec', '')
    const {status, stderr} = await fetch([], {XDG_CACHE_HOME: path.join(cwd, 'cache')})
    assert.equal(status, 0)
    assert.match(stderr, /^gsec: warning: the certificate cache is not used: .*gsec /m)
    assert.equal(file('cache/gsec'), '')
  })

  it('finds a controller of another name, and says so', async () => {
    const labels = {'app.kubernetes.io/name': 'sealed-secrets'}
    cluster.services = [{...controllerService, namespace: 'seals', name: 'sealed-secrets', labels}]
    const {stdout, stderr} = await fetch()
    assert.equal(stdout, CERT)
    assert.match(
      stderr,
      /^gsec: note: kube-system has no Service sealed-secrets-controller; sealed-secrets in seals is the only one that looks like the controller$/m,
    )
    cluster.services.push({...controllerService, namespace: 'tenant', name: 'sealed-secrets', labels})
    const several = await fetch()
    assert.equal(several.status, 2)
    assert.match(several.stderr, /these look like the controller: sealed-secrets in seals, sealed-secrets in tenant/)
    const chosen = await fetch(['--controller-name', 'sealed-secrets', '--controller-namespace', 'tenant'])
    assert.match(chosen.stderr, /^gsec: note: tenant\/sealed-secrets in /)
  })

  it('takes cluster and controller from flags, else from variables', async () => {
    cluster.services = [{...controllerService, namespace: 'seals', name: 'seals'}]
    put('other', kubeconfigFor(cluster, {name: 'other'}))
    const env = {
      SEALED_SECRETS_CONTROLLER_NAME: 'seals',
      GSEC_CONTROLLER_NAMESPACE: 'seals',
      KUBECONFIG: 'nowhere',
      GSEC_KUBECONFIG: 'other',
    }
    assert.match((await fetch([], env)).stderr, /^gsec: note: seals\/seals in context "other"/)
    const wins = await fetch(['--kubeconfig', '.kube/config', '--controller-name', 'none'], env)
    assert.match(wins.stderr, /^gsec: error: seals\/none in context "test"/)
  })

  it('runs the login program of the kubeconfig and shows what it says', async () => {
    const program = 'console.error("open https://login.test and enter 1234"); process.exit(1)'
    put(
      '.kube/config',
      kubeconfigFor(cluster, {
        user: {exec: {apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['-e', program]}},
      }),
    )
    const {status, stderr} = await fetch()
    assert.equal(status, 2)
    assert.match(stderr, /^open https:\/\/login\.test and enter 1234$/m)
    assert.match(stderr, /^gsec: error: user "test-user" in .*: the login program failed$/m)
  })

  describe('with a .gsec.yaml', () => {
    const config = (extra = '') => `version: 1
# the clusters
clusters:
  here:
    context: test # kind
    controller: {name: seals, namespace: seals}
${extra}  there: {context: elsewhere}
  paper: {cert: paper.pem}
`
    beforeEach(() => {
      cluster.services = [{...controllerService, namespace: 'seals', name: 'seals'}]
    })

    it('asks the cluster that --for names', async () => {
      put('.gsec.yaml', config())
      const {stderr} = await fetch(['--for', 'here'])
      assert.match(stderr, /^gsec: note: seals\/seals in context "test"/)
      assert.match((await fetch(['--for', 'her'])).stderr, /knows no cluster "her"\ngsec: hint: did you mean here$/m)
      assert.match(
        (await fetch(['--for', 'there'])).stderr,
        /^gsec: error: context "elsewhere": the kubeconfig knows no context of this name$/m,
      )
      assert.match(
        (await fetch(['--for', 'paper'])).stderr,
        /names no context\ngsec: hint: add "context: NAME" to it, or give --context NAME$/m,
      )
    })

    it('knows the cluster by its context', async () => {
      put('.gsec.yaml', config())
      const {stdout} = await fetch(['--json'])
      assert.equal(JSON.parse(stdout).cluster, 'here')
      assert.equal(JSON.parse(stdout).controller.name, 'seals')
    })

    it('pins the key, and changes nothing else', async () => {
      put('.gsec.yaml', `\ufeff${config()}`)
      const {status, stdout, stderr} = await fetch(['--for', 'here', '--pin', '-w', 'here.pem'])
      assert.equal(status, 0, stderr)
      assert.equal(stdout, '')
      assert.match(stderr, /^gsec: note: \.gsec\.yaml expects this key of here from now on$/m)
      assert.equal(file('.gsec.yaml'), `\ufeff${config(`    certFingerprints: [${FINGERPRINT}]\n`)}`)
      assert.match((await fetch(['--pin'])).stderr, /expects this key of here already/)
    })

    it('warns of a key that is not pinned, and adds it when told to', async () => {
      const other = `    certFingerprints:\n    - sha256:${'0'.repeat(64)}\n`
      put('.gsec.yaml', config(other))
      const {status, stderr} = await fetch(['--for', 'here'])
      assert.equal(status, 0)
      assert.match(stderr, /^gsec: warning: \.gsec\.yaml expects another key of here: .*"gsec cert fetch --for here --pin"$/m)
      await fetch(['--for', 'here', '--pin'])
      assert.equal(file('.gsec.yaml'), config(`${other}    - ${FINGERPRINT}\n`))
    })

    it('does not guess what to pin', async () => {
      put('.gsec.yaml', config().replace('context: elsewhere', 'context: test'))
      const {status, stderr} = await fetch(['--pin'])
      assert.equal(status, 2)
      assert.match(stderr, /it is not clear to which\ngsec: hint: name it with --for: here, there, paper$/m)
      assert.equal(cluster.requests.length, 0)
    })
  })

  it('takes a time that is none for a mistake', async () => {
    const {status, stderr} = await fetch(['--request-timeout', 'soon'])
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: error: --request-timeout is not a time\ngsec: hint: write it as 30s or 2m$/m)
    assert.match((await fetch(['--controller-name', 'a/b'])).stderr, /^gsec: error: --controller-name must consist of/)
  })
})
