import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {seal} from '../../src/crypto/envelope.js'
import {Secret} from '../../src/secret.js'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const publicKey = createPublicKey(vector('kubeseal/cert.pem'))
const sealed = (metadata: string, label: string) =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: ${metadata}\nspec: {encryptedData: {user: ${seal(Secret.of('me'), label, publicKey).toString('base64')}}}\n`

describe('gsec verify through the controller', () => {
  let cluster: FakeCluster
  let cwd: string
  beforeEach(async () => {
    cluster = await serveCluster()
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'apps/db.yaml': sealed('{name: db, namespace: shop}', 'shop/db')})
    mkdirSync(path.join(cwd, '.git'))
  })
  afterEach(closeServers)

  const verify = (words: readonly string[], env: Record<string, string> = {}) => runGsecBeside(['verify', 'apps', ...words], {cwd, env})
  const put = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)
  const posts = () => cluster.requests.filter(({method}) => method === 'POST').map(({path: asked}) => asked.replace(/^.*\/proxy/, ''))

  it('asks only where a cluster is named', async () => {
    const {status, stdout} = await verify([])
    assert.deepEqual([status, stdout], [0, 'no findings in 1 SealedSecret with 1 value, by structure alone\n'])
    assert.equal(cluster.requests.length, 0)
  })

  it('asks nobody where a key is at hand', async () => {
    put('key.pem', vector('kubeseal/key.pem').toString())
    assert.match((await verify(['--context', 'test', '--key', 'key.pem'])).stdout, /with 1 key$/m)
    assert.equal(cluster.requests.length, 0)
  })

  it('says yes when the controller does', async () => {
    const {status, stdout, stderr} = await verify(['--context', 'test'])
    assert.deepEqual([status, stdout], [0, 'no findings in 1 SealedSecret with 1 value, by the controller\n'])
    assert.match(stderr, /^gsec: note: asked kube-system\/sealed-secrets-controller in context "test" \(https:.*\)\n$/)
    assert.deepEqual(posts(), ['/v1/verify'])
  })

  it('names what the controller cannot decrypt', async () => {
    put('apps/moved.yaml', sealed('{name: moved, namespace: shop}', 'shop/db'))
    const {status, stdout} = await verify(['--context', 'test', '--format', 'json'])
    assert.equal(status, 1)
    const {findings} = JSON.parse(stdout)
    assert.deepEqual(
      findings.map(({ruleId, path: file, line, severity, message}: Record<string, unknown>) => ({ruleId, file, line, severity, message})),
      [
        {
          ruleId: 'sealed-refused',
          file: 'apps/moved.yaml',
          line: 1,
          severity: 'high',
          message: 'shop/moved is nothing that the controller can decrypt',
        },
      ],
    )
    assert.match(
      (await verify(['--context', 'test'])).stdout,
      /^apps\/moved\.yaml:1:1: high: shop\/moved is nothing that .* \[sealed-refused\]$/m,
    )
  })

  it('does not ask about what is no ciphertext, or belongs nowhere', async () => {
    put('apps/db.yaml', sealed('{name: db}', 'shop/db'))
    put('apps/cut.yaml', sealed('{name: cut, namespace: shop}', 'x').replace(/user: .*/, 'user: AgBh}}'))
    const {status, stdout} = await verify(['--context', 'test'])
    assert.equal(status, 1)
    assert.match(stdout, /db names no namespace, so that the controller cannot be asked \[sealed-refused\]$/m)
    assert.match(stdout, /is cut off.* \[sealed-invalid-ciphertext\]$/m)
    assert.deepEqual(posts(), [])
    assert.match((await verify(['--context', 'test', '-n', 'shop', '-f', 'apps/db.yaml'])).stdout, /1 finding /)
    assert.deepEqual(posts(), ['/v1/verify'])
  })

  it('waits as long as the controller wants', async () => {
    for (let index = 0; index < 6; index++) put(`apps/s${index}.yaml`, sealed(`{name: s${index}, namespace: shop}`, `shop/s${index}`))
    // two at once, then sent away twice
    let count = 0
    cluster.fault = (request, response) => {
      if (!request.url?.endsWith('/v1/verify') || count++ % 4 < 2) return false
      response.writeHead(429, {'retry-after': '0'}).end()
      return true
    }
    const {status, stdout} = await verify(['--context', 'test'])
    assert.deepEqual([status, stdout], [0, 'no findings in 7 SealedSecrets with 7 values, by the controller\n'])
  })

  it('asks the cluster of --for', async () => {
    put('.gsec.yaml', 'version: 1\nclusters:\n  here: {context: test}\n  paper: {cert: x.pem}\n')
    assert.equal((await verify(['--for', 'here'])).status, 0)
    assert.match((await verify(['--for', 'paper'])).stderr, /^gsec: error: cluster "paper" of \.gsec\.yaml names no context$/m)
    assert.match((await verify(['--for', 'here', '--key', 'x'])).stderr, /--key|--for/)
  })
})
