import assert from 'node:assert/strict'
import {readCertificate} from '../../src/crypto/certificate.js'
import {scopes} from '../../src/crypto/label.js'
import {type Run, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {type ControlPlane, controlPlane} from './control-plane.js'

describe('gsec and a real cluster', function () {
  this.timeout(120_000)
  let plane: ControlPlane
  let cwd: string
  before(() => {
    plane = controlPlane()
  })
  beforeEach(() => {
    cwd = temporaryFolder()
  })

  const gsec = (words: string[], input: string | Buffer = ''): Run => runGsec(words, {cwd, input, env: {KUBECONFIG: plane.kubeconfig}})
  const fingerprintOf = (pem: string) => readCertificate(Buffer.from(pem)).fingerprint

  /** Every byte, line breaks, and what YAML would take for something else. */
  const values = {
    binary: Buffer.from(Array.from({length: 256}, (_, byte) => byte)),
    text: Buffer.from('päss: "word"\r\n\n'),
    empty: Buffer.alloc(0),
  }
  const secret = (name: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name, namespace: 'default', labels: {app: 'shop'}},
      data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.toString('base64')])),
    })

  async function synced(name: string): Promise<void> {
    const condition = ['get', 'sealedsecret', name, '-o', 'jsonpath={.status.conditions[?(@.type=="Synced")].status}']
    await plane.until(`${name} is synced`, () => plane.kubectl(condition) === 'True')
    const {data, metadata} = JSON.parse(plane.kubectl(['get', 'secret', name, '-o', 'json']))
    assert.equal(metadata.labels.app, 'shop')
    for (const [key, value] of Object.entries(values)) assert.deepEqual(Buffer.from(data[key] ?? '', 'base64'), value, key)
  }

  it('get the same certificate as kubeseal, byte for byte', () => {
    const {status, stdout, stderr} = gsec(['cert', 'fetch'])
    assert.equal(status, 0, stderr)
    assert.equal(stdout, plane.certificate())
    assert.match(
      stderr,
      /^gsec: note: kube-system\/sealed-secrets-controller in context "local" \(https:\/\/10\.250\.0\.1:6443\): fingerprint sha256:/,
    )
  })

  it('get it in a Pod without any kubeconfig, as its service account', () => {
    const {status, stdout, stderr} = plane.gsecInPod(['cert', 'fetch'])
    assert.equal(status, 0, stderr)
    assert.equal(stdout, plane.certificate())
    assert.match(stderr, /^gsec: note: kube-system\/sealed-secrets-controller in the cluster of this Pod \(https:\/\/10\.250\.0\.1:6443\)/)
  })

  for (const scope of scopes) {
    it(`seal without --cert what the controller makes the same Secret of (${scope})`, async () => {
      const name = `sealed-${scope}`
      const {status, stdout, stderr} = gsec(['seal', '-', '--scope', scope], secret(name))
      assert.equal(status, 0, stderr)
      plane.apply(stdout)
      await synced(name)
    })
  }

  it('find a controller that Helm installed, and choose none of several', () => {
    plane.kubectl(['delete', 'service', 'sealed-secrets-controller', '-n', 'kube-system'])
    try {
      assert.match(
        gsec(['cert', 'fetch']).stderr,
        /there is no such Service\ngsec: hint: no Service looks like the controller: is it installed\?/,
      )
      plane.service('seals', 'sealed-secrets', 'app.kubernetes.io/name=sealed-secrets')
      const {status, stderr} = gsec(['cert', 'fetch'])
      assert.equal(status, 0, stderr)
      assert.match(stderr, /^gsec: note: kube-system has no Service sealed-secrets-controller; sealed-secrets in seals is the only one/m)
      plane.service('tenant', 'sealed-secrets', 'app.kubernetes.io/name=sealed-secrets')
      const several = gsec(['cert', 'fetch'])
      assert.equal(several.status, 2)
      assert.match(several.stderr, /these look like the controller: sealed-secrets in seals, sealed-secrets in tenant; choose with/)
      const chosen = gsec(['cert', 'fetch', '--controller-name', 'sealed-secrets', '--controller-namespace', 'seals'])
      assert.equal(chosen.status, 0, chosen.stderr)
    } finally {
      plane.kubectl(['delete', 'namespace', 'seals', 'tenant', '--ignore-not-found', '--wait=false'])
      plane.kubectl(['delete', 'service', '-n', 'seals', '--all', '--ignore-not-found'])
      plane.kubectl(['delete', 'service', '-n', 'tenant', '--all', '--ignore-not-found'])
      plane.service('kube-system', 'sealed-secrets-controller', 'name=sealed-secrets-controller')
    }
  })

  describe('as a user whom RBAC forbids', () => {
    const bind = (role: string) =>
      plane.kubectl(['create', 'rolebinding', 'visitor', '-n', 'kube-system', `--role=${role}`, '--user=visitor'])
    afterEach(() => {
      plane.kubectl(['delete', 'rolebinding', 'visitor', '-n', 'kube-system', '--ignore-not-found'])
    })
    const fetch = () => gsec(['cert', 'fetch', '--context', 'visitor'])

    it('name the Role that is missing', () => {
      const {status, stderr} = fetch()
      assert.equal(status, 2)
      assert.match(
        stderr,
        /may not read the Service of the controller \(HTTP 403\)\ngsec: hint: a Role in kube-system must allow "get" on services "sealed-secrets-controller"/,
      )
    })

    it('name the right that is missing', () => {
      plane.kubectl([
        'create',
        'role',
        'reader',
        '-n',
        'kube-system',
        '--verb=get',
        '--resource=services',
        '--resource-name=sealed-secrets-controller',
      ])
      bind('reader')
      const {status, stderr} = fetch()
      assert.equal(status, 2)
      assert.match(
        stderr,
        /may not talk to the controller through the API server \(HTTP 403\)\ngsec: hint: a Role in kube-system must allow "get" on services\/proxy "http:sealed-secrets-controller:http"/,
      )
    })

    it('need no more than the Role that sealed-secrets ships', () => {
      bind('sealed-secrets-service-proxier')
      const {status, stdout, stderr} = fetch()
      assert.equal(status, 0, stderr)
      assert.equal(stdout, plane.certificate())
    })
  })

  it('say so when the controller is down, and which Deployment to look at', async () => {
    plane.stopController()
    try {
      const down = gsec(['cert', 'fetch'])
      assert.equal(down.status, 2)
      assert.match(
        down.stderr,
        /the API server cannot reach the controller \(HTTP 503\)\ngsec: hint: Deployment sealed-secrets-controller has 0 of 1 Pods ready: kubectl --context local describe deployment -n kube-system sealed-secrets-controller/,
      )
      plane.kubectl(['patch', 'endpoints', 'sealed-secrets-controller', '-n', 'kube-system', '--type=merge', '-p', '{"subsets": []}'])
      assert.match(
        gsec(['cert', 'fetch']).stderr,
        /no running Pod stands behind the Service \(HTTP 503\)\ngsec: hint: Deployment sealed-secrets-controller has 0 of 1/,
      )
      plane.kubectl(['delete', 'endpoints', 'sealed-secrets-controller', '-n', 'kube-system'])
      assert.match(gsec(['cert', 'fetch']).stderr, /no running Pod stands behind the Service \(HTTP 404\)/)
    } finally {
      plane.service('kube-system', 'sealed-secrets-controller', 'name=sealed-secrets-controller')
      await plane.startController()
    }
  })

  it('follow a renewed key, say so, and both keys open', async () => {
    const before = plane.certificate()
    assert.equal(gsec(['seal', '-'], secret('before-renewal')).status, 0)
    const sealedBefore = gsec(['seal', '-'], secret('before-renewal')).stdout
    plane.stopController()
    await plane.startController('--key-cutoff-time', new Date(Date.now() + 1000).toUTCString().replace('GMT', '+0000'))
    await plane.until('there is a new key', () => plane.certificate() !== before)
    const renewed = fingerprintOf(plane.certificate())
    const cached = gsec(['seal', '-'], secret('from-cache'))
    assert.match(cached.stderr, /\(cached /)
    const {status, stdout, stderr} = gsec(['seal', '-', '--refresh'], secret('after-renewal'))
    assert.equal(status, 0, stderr)
    assert.ok(stderr.includes(`${fingerprintOf(before)} became ${renewed}`), stderr)
    for (const sealed of [sealedBefore, cached.stdout, stdout]) plane.apply(sealed)
    for (const name of ['before-renewal', 'from-cache', 'after-renewal']) await synced(name)
  })
})
