import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {realKubeseal} from '../support/real-kubeseal.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {user: me}\n'

describe('requests to an API server 20 ms away', function () {
  this.timeout(300_000)
  let cluster: FakeCluster
  let cwd: string
  let program = ''
  before(() => {
    program = realKubeseal().path
  })
  beforeEach(async () => {
    cluster = await serveCluster()
    cluster.latencyMs = 20
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'secret.yaml': secret})
  })
  afterEach(closeServers)

  async function kubeseal(...words: string[]): Promise<string> {
    const child = spawn(program, words, {cwd, env: {HOME: cwd, PATH: process.env['PATH'] ?? ''}, stdio: ['ignore', 'pipe', 'pipe']})
    const [stdout, stderr, status] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise(resolve => child.on('close', resolve)),
    ])
    assert.equal(status, 0, stderr)
    return stdout
  }
  const asked = () =>
    cluster.requests.splice(0).map(({method, path: where, headers}) => ({method, where: decodeURIComponent(where), accept: headers.accept}))

  it('are two for each kubeseal, two for the first gsec seal of a day, and none after that', async () => {
    await kubeseal('--secret-file', path.join(cwd, 'secret.yaml'))
    const theirs = asked()
    assert.equal(theirs.length, 2)
    const first = await runGsecBeside(['seal', 'secret.yaml'], {cwd})
    assert.equal(first.status, 0, first.stderr)
    const ours = asked()
    assert.deepEqual(
      ours.map(({where}) => where),
      theirs.map(({where}) => where),
    )
    assert.equal(ours[1]?.accept, theirs[1]?.accept)
    const second = await runGsecBeside(['seal', 'secret.yaml'], {cwd})
    assert.equal(second.status, 0, second.stderr)
    assert.deepEqual(asked(), [])
  })

  it('are the same for the certificate, and so is the answer', async () => {
    const theirs = await kubeseal('--fetch-cert')
    const asTheirs = asked()
    const {stdout} = await runGsecBeside(['cert', 'fetch'], {cwd})
    assert.equal(stdout, theirs)
    assert.deepEqual(
      asked().map(({method, where}) => `${method} ${where}`),
      asTheirs.map(({method, where}) => `${method} ${where}`),
    )
  })
})
