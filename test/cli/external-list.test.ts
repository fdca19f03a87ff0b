import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {type Bench, benches} from '../support/providers/benches.js'
import type {FakeSecrets, Misbehaviour, ProviderServer} from '../support/providers/provider-server.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const MARKER = 'mArKeR7f3aB9zQ'
const encoded = Buffer.from(MARKER).toString('base64')

/** What a user types to list the secrets of a bench. */
const typed: Readonly<Record<string, (server: ProviderServer) => string[]>> = {
  'AWS Secrets Manager': () => ['aws', '--region', 'eu-west-1'],
  'AWS Parameter Store': () => ['ssm', '--region', 'eu-west-1'],
  'Google Secret Manager': () => ['gcp', '--project', 'gsec-tests'],
  'Vault, KV v2': () => ['vault', '--mount', 'secret'],
  'Vault, KV v1': server => ['vault', '--mount', 'team/kv', '--kv-version', 'v1', '--vault-addr', server.url.origin],
  OpenBao: () => ['bao'],
  'Azure Key Vault': server => ['azure', '--vault-url', server.url.origin],
  Kubernetes: () => ['k8s', '-n', 'shop'],
}

async function scene(bench: Bench, secrets: FakeSecrets) {
  const server = await bench.serve(secrets)
  const cwd = temporaryFolder({...bench.files(server), 'aside/.keep': ''})
  const aside = path.join(cwd, 'aside')
  const talkative = {
    GSEC_DEBUG: '1',
    DEBUG: '*',
    GOOGLE_SDK_NODE_LOGGING: 'all',
    TMPDIR: aside,
    XDG_CACHE_HOME: aside,
    XDG_DATA_HOME: aside,
  }
  const env = {...bench.env(server, cwd), ...talkative, BAO_NAMESPACE: 'team-a'}
  const list = (...words: string[]) =>
    runGsecBeside(['external', 'list', ...(typed[bench.title]?.(server) ?? []), '--request-timeout', '2s', ...words], {cwd, env})
  const left = () =>
    readdirSync(aside, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
  return {server, list, left}
}

for (const bench of benches) {
  describe(`gsec external list of ${bench.title}`, function () {
    this.timeout(60_000)
    afterEach(closeServers)

    const secrets = (): FakeSecrets =>
      new Map(
        ['db', 'api', 'old'].map(word => [
          bench.name(word),
          {versions: [{value: bench.stored(MARKER)}], tags: {team: word === 'api' ? 'web' : 'shop'}},
        ]),
      )

    it('shows names, versions and keys, and never a value, however talkative the libraries are', async () => {
      const {server, list, left} = await scene(bench, secrets())
      for (const format of [[], ['--json']]) {
        const {status, stdout, stderr} = await list('--versions', '--keys', ...format)
        assert.equal(status, 0, stderr)
        for (const word of ['db', 'api', 'old']) assert.match(stdout, new RegExp(bench.name(word)))
        for (const text of [stdout, stderr, ...left()]) {
          assert.ok(!text.includes(MARKER) && !text.includes(encoded) && !text.includes(bench.credential), text)
        }
        assert.match(stderr, /^gsec: note: 3 secrets in .*\n$/)
      }
      assert.deepEqual(server.faults, [])
    })

    it('shows nothing of what a provider says that fails', async () => {
      const answers: [number, string][] = [
        [200, `<p>${MARKER}`],
        [500, `{"message": "${MARKER}"}`],
        [403, JSON.stringify(bench.denied(MARKER).body)],
        [302, MARKER],
      ]
      for (const [status, body] of answers) {
        const {server, list, left} = await scene(bench, secrets())
        const misbehave: Misbehaviour = ({path: asked}, response) => {
          if (asked.startsWith('/tenant-1/')) return false
          response
            .writeHead(status, {'content-type': 'application/json', location: `http://127.0.0.1:1/${MARKER}`, 'retry-after': '0'})
            .end(body)
          return true
        }
        server.misbehave = misbehave
        const run = await list('--json')
        assert.equal(run.status, 2, run.stdout)
        for (const text of [run.stdout, run.stderr, ...left()]) assert.ok(!text.includes(MARKER) && !text.includes(bench.credential), text)
        assert.match(JSON.parse(run.stdout).error.code, /^(ACCESS_DENIED|PROVIDER_[A-Z_]+)$/)
      }
    })
  })
}
