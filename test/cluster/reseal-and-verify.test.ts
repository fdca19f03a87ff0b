import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {type Run, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {type ControlPlane, controlPlane} from './control-plane.js'

describe('reseal and verify, with a real cluster', function () {
  this.timeout(180_000)
  let plane: ControlPlane
  let cwd: string
  before(() => {
    plane = controlPlane()
  })
  beforeEach(() => {
    cwd = temporaryFolder({'.git/HEAD': ''})
  })

  const gsec = (words: string[], input = ''): Run => runGsec(words, {cwd, input, env: {KUBECONFIG: plane.kubeconfig}})
  const file = (name: string) => readFileSync(path.join(cwd, name), 'utf8')
  const put = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)

  /** A SealedSecret as people have it, with what the controller's own answer would lose. */
  function seal(name: string, scope: string): void {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: default, labels: {app: shop}}\nstringData: {user: me, empty: ""}\ntype: Opaque\n`
    const {status, stdout, stderr} = gsec(['seal', '-', '--scope', scope, '--refresh'], secret)
    assert.equal(status, 0, stderr)
    put(`${name}.yaml`, `# sealed by hand\n${stdout}`)
  }

  async function synced(name: string): Promise<void> {
    plane.apply(file(`${name}.yaml`))
    const condition = ['get', 'sealedsecret', name, '-o', 'jsonpath={.status.conditions[?(@.type=="Synced")].status}']
    await plane.until(`${name} is synced`, () => plane.kubectl(condition) === 'True')
    const {data, metadata} = JSON.parse(plane.kubectl(['get', 'secret', name, '-o', 'json']))
    assert.deepEqual([metadata.labels.app, data], ['shop', {user: Buffer.from('me').toString('base64'), empty: ''}])
  }

  const scopes = ['strict', 'namespace-wide', 'cluster-wide']
  const names = scopes.map(scope => `renewed-${scope}`)
  const masked = (text: string) => text.replace(/Ag[A-Za-z0-9+/]{600,}={0,2}/g, '«sealed»')

  it('says yes to what the controller decrypts, and no to what it does not', () => {
    for (const scope of scopes) seal(`renewed-${scope}`, scope)
    const yes = gsec(['verify', '.', '--only', 'sealed', '--context', 'local'])
    assert.equal(yes.status, 0, yes.stdout + yes.stderr)
    assert.match(yes.stdout, /^no findings in 3 SealedSecrets with 6 values, by the controller$/m)
    put('moved.yaml', file('renewed-strict.yaml').replaceAll('name: renewed-strict', 'name: moved'))
    put('free.yaml', file('renewed-cluster-wide.yaml').replaceAll('name: renewed-cluster-wide', 'name: free'))
    const no = gsec(['verify', '.', '--only', 'sealed', '--context', 'local'])
    assert.equal(no.status, 1)
    assert.match(no.stdout, /^moved\.yaml:3:1: high: default\/moved is nothing that the controller can decrypt \[sealed-refused\]$/m)
    assert.match(no.stdout, /^1 finding .* in 5 SealedSecrets/m)
  })

  it('keeps within what the controller allows, for as many as there are', () => {
    for (let index = 0; index < 12; index++) seal(`many-${index}`, 'strict')
    const started = performance.now()
    const {status, stdout, stderr} = gsec(['verify', '.', '--only', 'sealed', '--context', 'local'])
    assert.equal(status, 0, stderr)
    assert.match(stdout, /^no findings in 12 SealedSecrets/m)
    // two a second, after a few at once
    assert.ok(performance.now() - started < 15_000)
  })

  it('has a renewed key, and what is resealed for it keeps labels and becomes the same Secret', async () => {
    for (const scope of scopes) seal(`renewed-${scope}`, scope)
    const before = names.map(name => file(`${name}.yaml`))
    const old = plane.certificate()
    plane.stopController()
    await plane.startController('--key-cutoff-time', new Date(Date.now() + 1000).toUTCString().replace('GMT', '+0000'))
    await plane.until('there is a new key', () => plane.certificate() !== old)
    const backup = plane.kubectl(['get', 'secret', '-n', 'kube-system', '-l', 'sealedsecrets.bitnami.com/sealed-secrets-key', '-o', 'yaml'])
    const keys = path.join(temporaryFolder({'keys.yaml': backup}), 'keys.yaml')
    const stale = gsec(['reseal', '.', '--check', '--key', keys, '--refresh'])
    assert.equal(stale.status, 1, stale.stderr)
    const {status, stdout, stderr} = gsec(['reseal', '.'])
    assert.deepEqual([status, stdout], [0, ''], stderr)
    assert.match(stderr, /^gsec: note: asked kube-system\/sealed-secrets-controller in context "local"/)
    assert.deepEqual(
      names.map(name => masked(file(`${name}.yaml`))),
      before.map(masked),
    )
    for (const name of names) assert.ok(!before.includes(file(`${name}.yaml`)))
    const fresh = gsec(['reseal', '.', '--check', '--key', keys, '--refresh'])
    assert.deepEqual([fresh.status, fresh.stdout], [0, ''], fresh.stderr)
    for (const name of names) await synced(name)
  })

  it('changes nothing when one of them cannot be decrypted', () => {
    seal('good', 'strict')
    put('bad.yaml', file('good.yaml').replaceAll('name: good', 'name: bad'))
    const before = file('good.yaml')
    const {status, stderr} = gsec(['reseal', '.'])
    assert.equal(status, 1)
    assert.match(
      stderr,
      /^gsec: error: bad\.yaml:3:1: the controller cannot decrypt it: it is sealed for another name, namespace, scope or cluster$/m,
    )
    assert.equal(file('good.yaml'), before)
  })

  it('names the right that is missing', () => {
    seal('good', 'strict')
    plane.kubectl(['create', 'role', 'getter', '-n', 'kube-system', '--verb=get', '--resource=services,services/proxy'])
    plane.kubectl(['create', 'rolebinding', 'getter', '-n', 'kube-system', '--role=getter', '--user=visitor'])
    try {
      for (const command of ['reseal', 'verify']) {
        const {status, stderr} = gsec([command, 'good.yaml', '--context', 'visitor'])
        assert.equal(status, 2)
        assert.match(
          stderr,
          /may not talk to the controller .*\(HTTP 403\)\ngsec: hint: a Role in kube-system must allow "create" on services\/proxy "http:sealed-secrets-controller:http"/,
        )
      }
    } finally {
      plane.kubectl(['delete', 'role,rolebinding', 'getter', '-n', 'kube-system'])
    }
  })

  it('say so when the controller is down, and change nothing', async () => {
    seal('good', 'strict')
    const before = file('good.yaml')
    plane.stopController()
    try {
      for (const words of [
        ['reseal', 'good.yaml'],
        ['verify', 'good.yaml', '--context', 'local'],
      ]) {
        const {status, stderr} = gsec(words)
        assert.equal(status, 2)
        assert.match(
          stderr,
          /the API server cannot reach the controller \(HTTP 503\)\ngsec: hint: Deployment sealed-secrets-controller has 0 of 1 Pods ready/,
        )
      }
      assert.equal(file('good.yaml'), before)
    } finally {
      await plane.startController()
    }
  })
})
