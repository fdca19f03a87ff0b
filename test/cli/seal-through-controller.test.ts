import assert from 'node:assert/strict'
import {createPrivateKey} from 'node:crypto'
import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {readCertificate} from '../../src/crypto/certificate.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {openEnvelope} from '../support/open-envelope.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const FINGERPRINT = 'sha256:5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a'
const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {user: me}\n'

describe('gsec seal without --cert', () => {
  let cluster: FakeCluster
  let cwd: string
  beforeEach(async () => {
    cluster = await serveCluster()
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'secret.yaml': secret})
    mkdirSync(path.join(cwd, '.git'))
  })
  afterEach(closeServers)

  const seal = (words: string[] = [], env: Record<string, string> = {}) => runGsecBeside(['seal', 'secret.yaml', ...words], {cwd, env})
  const opened = (stdout: string, label = 'shop/db') => {
    const value = /^ {4}user: (\S+)$/m.exec(stdout)?.[1] ?? ''
    return openEnvelope(Buffer.from(value, 'base64'), label, createPrivateKey(vector('kubeseal/key.pem'))).plaintext?.toString()
  }

  it('asks the controller of the current context, and says whose key it seals for', async () => {
    const {status, stdout, stderr} = await seal()
    assert.equal(status, 0, stderr)
    assert.equal(opened(stdout), 'me')
    assert.match(
      stderr,
      new RegExp(
        `^gsec: note: sealing for kube-system/sealed-secrets-controller in context "test" \\(https.*\\), fingerprint ${FINGERPRINT},`,
      ),
    )
  })

  it('makes no request while the certificate is in the cache', async () => {
    await seal()
    assert.equal(cluster.requests.length, 2)
    const {status, stderr} = await seal()
    assert.equal(status, 0)
    assert.match(stderr, /\(cached \d+ seconds? ago\)/)
    assert.equal(cluster.requests.length, 2)
    await seal(['--refresh'])
    await seal(['--no-cache'])
    assert.equal(cluster.requests.length, 6)
  })

  it('asks once for many Secrets', async () => {
    writeFileSync(path.join(cwd, 'secret.yaml'), Array.from({length: 20}, (_, index) => secret.replace('db', `db-${index}`)).join('---\n'))
    const {status} = await seal(['--no-cache'])
    assert.equal(status, 0)
    assert.equal(cluster.requests.length, 2)
  })

  it('says aloud that the key has changed, and refuses one that is not expected', async () => {
    await seal()
    await cluster.controller.renew()
    assert.match((await seal(['--refresh'])).stderr, /^gsec: warning: kube-system\/.*: the controller has another key than on /m)
    const refused = await seal(['--fingerprint', FINGERPRINT])
    assert.equal(refused.status, 2)
    assert.match(
      refused.stderr,
      /^gsec: error: kube-system\/sealed-secrets-controller in context "test" .*: the key of the certificate is not one of the expected ones$/m,
    )
  })

  it('seals nothing when the controller cannot be asked', async () => {
    cluster.services = [{...controllerService, behind: 'nobody'}]
    const {status, stdout, stderr} = await seal(['--output-file', 'sealed.yaml'])
    assert.equal(status, 2)
    assert.equal(stdout, '')
    assert.match(stderr, /no running Pod stands behind the Service/)
  })

  describe('with a .gsec.yaml', () => {
    const config = `version: 1
clusters:
  here: {context: test, certFingerprints: [${FINGERPRINT}]}
  there: {context: other, controller: {name: seals, namespace: seals}}
  paper: {cert: paper.pem, context: other}
environments:
  - paths: [here/**]
    clusters: [here]
  - paths: [both/**]
    clusters: [here, there]
`
    beforeEach(() => {
      writeFileSync(path.join(cwd, '.gsec.yaml'), config)
      const both = JSON.parse(kubeconfigFor(cluster))
      both.contexts.push({name: 'other', context: both.contexts[0].context})
      writeFileSync(path.join(cwd, '.kube/config'), JSON.stringify(both))
      cluster.services = [controllerService, {...controllerService, namespace: 'seals', name: 'seals'}]
      for (const folder of ['here', 'both']) {
        mkdirSync(path.join(cwd, folder))
        writeFileSync(path.join(cwd, folder, 'secret.yaml'), secret)
      }
    })
    const sealed = (words: string[]) => runGsecBeside(['seal', ...words], {cwd})

    it('asks each cluster that a file is for, through its context', async () => {
      const {status, stderr} = await sealed(['both'])
      assert.equal(status, 0, stderr)
      assert.match(stderr, /^gsec: note: sealing for here \(kube-system\/sealed-secrets-controller in context "test"/m)
      assert.match(stderr, /^gsec: note: sealing for there \(seals\/seals in context "other"/m)
      assert.equal(cluster.requests.length, 4)
    })

    it('prefers the certificate that a cluster names', async () => {
      const {status, stderr} = await sealed(['secret.yaml', '--for', 'paper'])
      assert.equal(status, 2)
      assert.match(stderr, /^gsec: error: paper\.pem: no such file/)
    })

    it('does not seal for whatever cluster is current', async () => {
      const {status, stderr} = await sealed(['secret.yaml'])
      assert.equal(status, 2)
      assert.match(
        stderr,
        /there is no certificate to seal with\ngsec: hint: no environment of \.gsec\.yaml matches; give --cert FILE, --for CLUSTER or --context NAME$/m,
      )
      assert.equal(cluster.requests.length, 0)
      assert.equal((await sealed(['secret.yaml', '--context', 'other'])).status, 0)
    })

    it('does not let one context stand for several clusters', async () => {
      const {status, stderr} = await sealed(['both', '--context', 'test'])
      assert.equal(status, 2)
      assert.match(stderr, /^gsec: error: here, there: --context names one cluster, and several would get its certificate$/m)
      assert.equal((await sealed(['here', '--context', 'other'])).status, 0)
    })

    it('stays with the key in the cache while it is expected, and asks anew when it is not any more', async () => {
      await sealed(['here'])
      await cluster.controller.renew()
      assert.equal((await sealed(['here'])).status, 0)
      assert.equal(cluster.requests.length, 2)
      const {fingerprint} = readCertificate(Buffer.from(cluster.controller.pairs[0]!.certificate))
      writeFileSync(path.join(cwd, '.gsec.yaml'), config.replace(FINGERPRINT, fingerprint))
      const {status, stderr} = await sealed(['here'])
      assert.equal(status, 0, stderr)
      assert.equal(cluster.requests.length, 4)
    })
  })
})
