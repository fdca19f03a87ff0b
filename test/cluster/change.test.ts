import assert from 'node:assert/strict'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {type Run, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {type ControlPlane, controlPlane} from './control-plane.js'

/** Keeps what it was shown, and changes one value. */
const EDITOR = 'cp "$1" seen; sed "s/^  user: .*/  user: edited/" "$1" > "$1.new" && mv "$1.new" "$1"'

describe('a SealedSecret that is changed in place, in a real cluster', function () {
  this.timeout(120_000)
  let plane: ControlPlane
  let cwd: string
  before(() => {
    plane = controlPlane()
  })
  beforeEach(() => {
    cwd = temporaryFolder({'editor.sh': EDITOR})
    mkdirSync(path.join(cwd, '.git'))
  })

  const gsec = (words: string[], {input = '', ...env}: {input?: string; EDITOR?: string} = {}): Run =>
    runGsec(words, {cwd, input, env: {KUBECONFIG: plane.kubeconfig, ...env}})
  const succeed = (run: Run): Run => {
    assert.equal(run.status, 0, run.stderr)
    return run
  }
  const file = () => readFileSync(path.join(cwd, 'db.yaml'), 'utf8')

  /** A SealedSecret of two values, in the file and in the cluster. */
  async function begin(name: string): Promise<void> {
    const secret = {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace: 'default'}, stringData: {user: 'jane', password: 'pw'}}
    const sealed = succeed(gsec(['seal', '-'], {input: JSON.stringify(secret)})).stdout
    writeFileSync(path.join(cwd, 'db.yaml'), `# kept\n${sealed}`)
    await applied(name, {user: 'jane', password: 'pw'})
  }

  /** Applies the file, and waits until the controller has made this Secret of it. */
  async function applied(name: string, values: Record<string, string>): Promise<void> {
    plane.apply(file())
    const wanted = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]))
    const data = () => JSON.parse(plane.kubectl(['get', 'secret', name, '-o', 'json', '--ignore-not-found']) || '{}').data ?? {}
    const sorted = (object: object) => JSON.stringify(Object.entries(object).sort())
    await plane.until(`${name} holds the values`, () => sorted(data()) === sorted(wanted))
    const state = () => JSON.parse(plane.kubectl(['get', 'sealedsecret', name, '-o', 'json']))
    await plane.until(`${name} is synced`, () => state().status?.observedGeneration === state().metadata.generation)
  }

  it('takes a value from set, unset and rename-key, sealed for the controller without --cert', async () => {
    await begin('changed')
    succeed(gsec(['set', 'db.yaml', 'password'], {input: 'from standard input\n'}))
    const {stderr} = succeed(gsec(['set', 'db.yaml', 'token'], {input: 'new'}))
    assert.match(stderr, /^gsec: note: sealing for kube-system\/sealed-secrets-controller in context "local" .*\(cached /m)
    succeed(gsec(['rename-key', 'db.yaml', 'user', 'username']))
    await applied('changed', {username: 'jane', password: 'from standard input\n', token: 'new'})
    succeed(gsec(['unset', 'db.yaml', 'token']))
    await applied('changed', {username: 'jane', password: 'from standard input\n'})
    assert.match(file(), /^# kept\n/)
  })

  it('shows the live Secret to edit --live, and takes what changed', async () => {
    await begin('edited')
    const before = file()
    const {stderr} = succeed(gsec(['edit', 'db.yaml', '--live'], {EDITOR: 'sh editor.sh'}))
    assert.match(stderr, /^gsec: note: reading the live Secret default\/edited in context "local" \(https:/m)
    assert.doesNotMatch(stderr, /warning/)
    assert.match(readFileSync(path.join(cwd, 'seen'), 'utf8'), /^stringData:\n {2}password: pw\n {2}user: jane\n$/m)
    assert.equal(file().replace(/^ {4}user: .*/m, ''), before.replace(/^ {4}user: .*/m, ''))
    await applied('edited', {user: 'edited', password: 'pw'})
  })

  it('is doubted by edit --live while the cluster has another one', async () => {
    await begin('behind')
    succeed(gsec(['set', 'db.yaml', 'password'], {input: 'not applied yet'}))
    const {stderr} = succeed(gsec(['edit', 'db.yaml', '--live'], {EDITOR: 'true'}))
    assert.match(stderr, /^gsec: warning: db\.yaml:\d+:1: the cluster has another ciphertext of password: what you see may be older$/m)
    succeed(gsec(['set', 'db.yaml', 'extra'], {input: 'x'}))
    const refused = gsec(['edit', 'db.yaml', '--live'], {EDITOR: 'true'})
    assert.equal(refused.status, 2)
    assert.match(refused.stderr, /the live Secret has no key extra$/m)
  })

  it('opens with the keys of a backup while its certificate comes from the cluster', async () => {
    await begin('by-key')
    const selector = ['-l', 'sealedsecrets.bitnami.com/sealed-secrets-key']
    writeFileSync(path.join(cwd, 'keys.yaml'), plane.kubectl(['get', 'secret', '-n', 'kube-system', ...selector, '-o', 'yaml']))
    succeed(gsec(['edit', 'db.yaml', '--key', 'keys.yaml'], {EDITOR: 'sh editor.sh'}))
    await applied('by-key', {user: 'edited', password: 'pw'})
  })

  it('names what a user lacks who may not read the Secret', async () => {
    await begin('forbidden')
    writeFileSync(path.join(cwd, 'cert.pem'), plane.certificate())
    const {status, stderr} = gsec(['edit', 'db.yaml', '--live', '--context', 'visitor', '--cert', 'cert.pem'], {EDITOR: 'true'})
    assert.equal(status, 2)
    assert.match(
      stderr,
      /this user may not read the Secret \(HTTP 403\)\ngsec: hint: a Role in default must allow "get" on secrets "forbidden"/,
    )
  })

  it('is not there: neither is its Secret', () => {
    writeFileSync(
      path.join(cwd, 'db.yaml'),
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: nowhere, namespace: default}\nspec: {encryptedData: {a: eA==}}\n',
    )
    const {status, stderr} = gsec(['edit', 'db.yaml', '--live'], {EDITOR: 'true'})
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: error: default\/nowhere in context "local" \(https:.*\): the cluster has no such Secret$/m)
  })
})
