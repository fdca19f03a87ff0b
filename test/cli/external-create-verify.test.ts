import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {findStoreKind} from '../../src/providers/find-store-kind.js'
import {type Bench, benches} from '../support/providers/benches.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const MARKER = 'mArKeR7f3aB9zQ'
const encoded = Buffer.from(MARKER).toString('base64')

/** A store in front of a server that has one secret, and a run that is about to refer to some. */
async function scene(bench: Bench) {
  const server = await bench.serve(new Map([[bench.name('db'), {versions: [{value: bench.stored(MARKER)}], tags: {}}]]))
  const block = bench.block(server)
  const store = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: {name: 'store'},
    spec: {provider: {[bench.provider]: block}},
  }
  const cwd = temporaryFolder({...bench.files(server), '.git/HEAD': 'ref: refs/heads/main\n', 'store.yaml': JSON.stringify(store)})
  const [name] =
    Object.entries(findStoreKind(bench.provider)?.names ?? {}).find(([, {service}]) => service === block['service']) ?? assert.fail()
  const create = (...words: string[]) => {
    const references = words.map(word => `${word}=${name}:${bench.name(word)}`)
    const flags = [
      '--store',
      'store',
      '--verify',
      '--output-file',
      'new.yaml',
      '--request-timeout',
      '2s',
      '--allow-endpoint',
      server.url.host,
    ]
    return runGsecBeside(['external', 'create', 'new', '-n', 'shop', ...references, ...flags], {
      cwd,
      env: {...bench.env(server, cwd), GSEC_DEBUG: '1'},
    })
  }
  return {server, create, isWritten: () => existsSync(path.join(cwd, 'new.yaml'))}
}

for (const bench of benches) {
  describe(`gsec external create --verify with ${bench.title}`, function () {
    this.timeout(60_000)
    afterEach(closeServers)

    const hidesValues = (...texts: string[]) => {
      for (const text of texts) assert.ok(![MARKER, encoded, bench.credential].some(hidden => text.includes(hidden)), text)
    }

    it('writes what would sync, and nothing else', async () => {
      const {server, create, isWritten} = await scene(bench)
      const missing = await create('db', 'gone')
      assert.deepEqual([missing.status, missing.stdout, isWritten()], [1, '', false], missing.stderr)
      assert.match(missing.stderr, /^gsec: error: spec\.data\[gone\]\..*\ngsec: note: 1 of 2 keys would sync; nothing was written\n$/)
      const good = await create('db')
      assert.deepEqual([good.status, good.stdout, isWritten()], [0, '', true], good.stderr)
      hidesValues(missing.stderr, good.stderr)
      assert.deepEqual(server.faults, [])
    })

    it('writes nothing when the provider fails, and shows nothing of what it says', async () => {
      const {server, create, isWritten} = await scene(bench)
      server.misbehave = ({path: asked}, response) => {
        if (asked.startsWith('/tenant-1/')) return false
        response.writeHead(500, {'content-type': 'application/json', 'retry-after': '0'}).end(`{"message": "${MARKER}"}`)
        return true
      }
      const {status, stdout, stderr} = await create('db')
      assert.deepEqual([status, stdout, isWritten()], [2, '', false], stderr)
      hidesValues(stderr)
    })
  })
}
