import assert from 'node:assert/strict'
import path from 'node:path'
import {type Run, runGsecBeside} from '../support/run-gsec.js'
import {closeServers, serveHttp, serveHttps, testAuthority} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const CERT = vector('kubeseal/cert.pem')
const FINGERPRINT = 'sha256:5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a'
const OTHER = `sha256:${'0'.repeat(64)}`

/** Runs gsec while this process goes on serving. It trusts the test's authority as a user's own CA would be trusted. */
async function gsec(words: readonly string[], env: Record<string, string> = {}): Promise<Run & {milliseconds: number}> {
  const cwd = temporaryFolder({'ca.pem': testAuthority().ca})
  const start = performance.now()
  const run = await runGsecBeside(words, {cwd, env: {NODE_EXTRA_CA_CERTS: path.join(cwd, 'ca.pem'), ...env}})
  return {...run, milliseconds: performance.now() - start}
}

describe('gsec cert with a certificate from the web', () => {
  afterEach(closeServers)

  it('reads it over https, trusting NODE_EXTRA_CA_CERTS, and ends at once', async () => {
    const {url} = await serveHttps((_, out) => out.end(CERT))
    const {status, stdout, milliseconds} = await gsec(['cert', 'show', url.href, '--json'])
    assert.equal(status, 0)
    assert.equal(JSON.parse(stdout).fingerprint, FINGERPRINT)
    // a kept connection would keep the program for a minute
    assert.ok(milliseconds < 20_000, `took ${milliseconds} ms`)
  })

  it('refuses the server without that CA', async () => {
    const {url} = await serveHttps((_, out) => out.end(CERT))
    const {status, stderr} = await gsec(['cert', 'show', url.href], {NODE_EXTRA_CA_CERTS: ''})
    assert.equal(status, 2)
    assert.match(stderr, /unknown CA/)
    assert.match(stderr, /gsec: hint: .*NODE_EXTRA_CA_CERTS/)
  })

  it('refuses a redirect from https to plain http, unless the key is pinned or the user accepts it', async () => {
    const plain = await serveHttp((_, out) => out.end(CERT))
    const {url} = await serveHttps((_, out) => out.writeHead(302, {location: plain.url.href}).end())
    const refused = await gsec(['cert', 'check', url.href, '--json'])
    assert.equal(refused.status, 2)
    assert.deepEqual(JSON.parse(refused.stdout).error, {
      code: 'ENDPOINT_NOT_TRUSTED',
      message: 'the server redirects from https to plain http',
      where: url.href,
      hint: 'use https, name the expected key with --fingerprint sha256:…, or add --insecure-http',
    })
    assert.equal(plain.connections(), 0)
    assert.equal((await gsec(['cert', 'check', url.href, '--insecure-http'])).status, 0)
    assert.equal((await gsec(['cert', 'check', url.href, '--fingerprint', FINGERPRINT])).status, 0)
    assert.equal((await gsec(['cert', 'check', url.href, '--fingerprint', OTHER])).status, 1)
  })

  it('takes plain http when the environment says so', async () => {
    const {url} = await serveHttp((_, out) => out.end(CERT))
    assert.equal((await gsec(['cert', 'show', url.href])).status, 2)
    const env = {GSEC_INSECURE_HTTP: 'true', GSEC_CERT: url.href}
    assert.equal((await gsec(['cert', 'show'], env)).status, 0)
  })

  it('shows no password of the address, in text and in JSON', async () => {
    const {url} = await serveHttp((_, out) => out.writeHead(404).end())
    const address = `http://me:hush-password@localhost:${url.port}/c.pem?token=hush-token`
    for (const json of [[], ['--json']]) {
      const {status, stdout, stderr} = await gsec(['cert', 'show', address, '--insecure-http', ...json], {GSEC_DEBUG: '1'})
      assert.equal(status, 2)
      assert.doesNotMatch(stdout + stderr, /hush/)
    }
  })
})
