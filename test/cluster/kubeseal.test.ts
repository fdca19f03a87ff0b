import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {type ControlPlane, controlPlane} from './control-plane.js'

// Each is asked of the real kubeseal and of `gsec kubeseal`, which must end, print and complain alike.
describe('kubeseal and gsec kubeseal, with a real cluster', function () {
  this.timeout(120_000)
  let plane: ControlPlane
  before(() => {
    plane = controlPlane()
  })

  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop, labels: {app: shop}}\nstringData: {user: me}\n'
  const sealed = (name = 'db') => plane.kubeseal(['-o', 'yaml'], secret).stdout.replaceAll('name: db', `name: ${name}`)
  const masked = (text: string) => text.replace(/Ag[A-Za-z0-9+/]{600,}={0,2}/g, '«sealed»')

  function both(words: readonly string[], input = '') {
    const theirs = plane.kubeseal(words, input)
    const ours = runGsec(['kubeseal', ...words], {cwd: plane.state, input, env: {KUBECONFIG: plane.kubeconfig}})
    const told = {status: theirs.status, stdout: masked(theirs.stdout), stderr: theirs.stderr}
    assert.deepEqual({status: ours.status, stdout: masked(ours.stdout), stderr: ours.stderr}, told)
    return told
  }

  const cases: {name: string; words: string[]; input?: () => string; status: number}[] = [
    {name: 'fetch the certificate', words: ['--fetch-cert'], status: 0},
    {name: 'seal', words: [], input: () => secret, status: 0},
    {name: 'seal for everybody, in YAML', words: ['-o', 'yaml', '--scope', 'cluster-wide'], input: () => secret, status: 0},
    {name: 'seal what is no Secret', words: [], input: () => 'hello', status: 1},
    {name: 'validate', words: ['--validate'], input: () => sealed(), status: 0},
    {name: 'validate two', words: ['--validate'], input: () => `${sealed()}---\n${sealed()}`, status: 0},
    {name: 'refuse a SealedSecret under another name', words: ['--validate'], input: () => sealed('other'), status: 1},
    {name: 'validate nothing', words: ['--validate'], status: 0},
    {name: 'validate a plain Secret', words: ['--validate'], input: () => secret, status: 1},
    {name: 'validate half a SealedSecret', words: ['--validate'], input: () => 'metadata: {name: x, labels: 5}\n', status: 1},
    {name: 'encrypt anew', words: ['--re-encrypt'], input: () => sealed(), status: 0},
    {name: 'encrypt anew, in YAML', words: ['--re-encrypt', '-o', 'yaml'], input: () => sealed(), status: 0},
    {name: 'encrypt anew, by the old name', words: ['--rotate'], input: () => sealed(), status: 0},
    {name: 'encrypt nothing anew', words: ['--re-encrypt'], status: 0},
    {name: 'encrypt anew what cannot be decrypted', words: ['--re-encrypt'], input: () => sealed('other'), status: 1},
    {name: 'encrypt half a SealedSecret anew', words: ['--re-encrypt'], input: () => 'metadata: {name: x, labels: 5}\n', status: 1},
    {name: 'look for a Service that is not there', words: ['--fetch-cert', '--controller-name', 'nope'], status: 1},
    {
      name: 'look in a namespace that is not there',
      words: ['--validate', '--controller-namespace', 'nope'],
      input: () => secret,
      status: 1,
    },
    {name: 'take a context that is not there', words: ['--fetch-cert', '--context', 'nope'], status: 1},
    {name: 'come as somebody who may not', words: ['--fetch-cert', '--context', 'visitor'], status: 1},
    {name: 'come as somebody else', words: ['--fetch-cert', '--as', 'eve', '--as-group', 'nobody'], status: 1},
    {name: 'come with a token that is none', words: ['--fetch-cert', '--user', 'nobody', '--token', 'nope'], status: 1},
    {name: 'ask where nobody is', words: ['--fetch-cert', '--server', 'https://127.0.0.1:1'], status: 1},
    {name: 'take a time that is none', words: ['--fetch-cert', '--request-timeout', 'soon'], status: 1},
  ]
  for (const {name, words, input = () => '', status} of cases) {
    it(name, () => {
      assert.equal(both(words, input()).status, status)
    })
  }

  it('change a file in place', () => {
    const [theirs, ours] = ['theirs.yaml', 'ours.yaml'].map(name => path.join(temporaryFolder(), name))
    const before = sealed()
    for (const file of [theirs!, ours!]) writeFileSync(file, before)
    assert.equal(plane.kubeseal(['--re-encrypt', '-f', theirs!]).status, 0)
    const run = runGsec(['kubeseal', '--re-encrypt', '-f', ours!], {cwd: plane.state, env: {KUBECONFIG: plane.kubeconfig}})
    assert.deepEqual([run.status, run.stdout, run.stderr], [0, '', ''])
    assert.equal(masked(readFileSync(ours!, 'utf8')), masked(readFileSync(theirs!, 'utf8')))
    assert.notEqual(readFileSync(ours!, 'utf8'), before)
  })

  it('say the same of a user who may read the Service alone', () => {
    plane.kubectl(['create', 'role', 'looker', '-n', 'kube-system', '--verb=get', '--resource=services'])
    plane.kubectl(['create', 'rolebinding', 'looker', '-n', 'kube-system', '--role=looker', '--user=visitor'])
    try {
      const input = sealed()
      for (const mode of ['--fetch-cert', '--validate', '--re-encrypt']) {
        assert.match(
          both([mode, '--context', 'visitor'], input).stderr,
          /is forbidden: User "visitor" cannot (get|create) resource "services\/proxy"/,
        )
      }
    } finally {
      plane.kubectl(['delete', 'role,rolebinding', 'looker', '-n', 'kube-system'])
    }
  })

  it('say the same of a controller that is down', async () => {
    const input = sealed()
    const modes = ['--fetch-cert', '--validate', '--re-encrypt']
    plane.stopController()
    try {
      for (const mode of modes) assert.match(both([mode], input).stderr, /error trying to reach service: dial tcp 10\.250\.0\.2:8080/)
      plane.kubectl(['patch', 'endpoints', 'sealed-secrets-controller', '-n', 'kube-system', '--type=merge', '-p', '{"subsets": []}'])
      for (const mode of modes) assert.match(both([mode], input).stderr, /no endpoints available for service/)
    } finally {
      plane.service('kube-system', 'sealed-secrets-controller', 'name=sealed-secrets-controller')
      await plane.startController()
    }
  })
})
