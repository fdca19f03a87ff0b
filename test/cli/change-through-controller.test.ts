import assert from 'node:assert/strict'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {runGsec, runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const sealed = vector('kubeseal/full.strict.yaml').toString()
const commands: Record<string, string[]> = {
  set: ['set', 'db.yaml', 'foo', '--from-file', 'value'],
  edit: ['edit', 'db.yaml', '--key', 'key.pem'],
}
const env = {EDITOR: 'sed -i.old "s/^  foo: .*/  foo: new value/"'}

for (const [name, words] of Object.entries(commands)) {
  describe(`gsec ${name} without --cert`, () => {
    let cluster: FakeCluster
    let cwd: string
    beforeEach(async () => {
      cluster = await serveCluster()
      const files = {'db.yaml': sealed, value: 'new value', 'key.pem': vector('kubeseal/key.pem')}
      cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), ...files})
      mkdirSync(path.join(cwd, '.git'))
    })
    afterEach(closeServers)
    const run = (...more: string[]) => runGsecBeside([...words, ...more], {cwd, env})
    const file = () => readFileSync(path.join(cwd, 'db.yaml'), 'utf8')

    it('asks the controller of the current context, once in 24 hours, and says so', async () => {
      const first = await run()
      assert.equal(first.status, 0, first.stderr)
      assert.match(first.stderr, /^gsec: note: sealing for kube-system\/sealed-secrets-controller in context "test" \(https/m)
      assert.equal(runGsec(['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'foo'], {cwd}).stdout, 'new value')
      assert.equal(cluster.requests.length, 2)
      const {status, stderr} = await run()
      assert.equal(status, 0)
      assert.match(stderr, /\(cached \d+ seconds? ago\)/)
      assert.equal(cluster.requests.length, 2)
      await run('--refresh')
      assert.equal(cluster.requests.length, 4)
    })

    it('writes nothing when the controller cannot be asked, or has another key than expected', async () => {
      const refused = await run('--fingerprint', `sha256:${'0'.repeat(64)}`)
      assert.equal(refused.status, 2)
      assert.match(refused.stderr, /the key of the certificate is not one of the expected ones$/m)
      cluster.services = [{...controllerService, behind: 'nobody'}]
      const {status, stderr} = await run('--no-cache')
      assert.equal(status, 2)
      assert.match(stderr, /no running Pod stands behind the Service/)
      assert.equal(file(), sealed)
    })

    it('does not seal for whatever cluster is current, where .gsec.yaml has clusters', async () => {
      writeFileSync(
        path.join(cwd, '.gsec.yaml'),
        'version: 1\nclusters: {prod: {context: test}}\nenvironments: [{paths: [prod/**], clusters: [prod]}]\n',
      )
      const {status, stderr} = await run()
      assert.equal(status, 2)
      assert.match(stderr, /^gsec: error: db\.yaml:\d+:1: there is no certificate to seal with$/m)
      assert.deepEqual([cluster.requests.length, file()], [0, sealed])
      assert.match(
        (await run('--for', 'prod')).stderr,
        /^gsec: note: sealing for prod \(kube-system\/sealed-secrets-controller in context "test"/m,
      )
    })
  })
}
