import assert from 'node:assert/strict'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {
  type CertificateReading,
  CertificateStatusError,
  loadCertificate,
  readCertificateSource,
} from '../../src/certificates/load-certificate.js'
import {GsecError} from '../../src/errors.js'
import {readFile} from '../../src/files/read-file.js'
import {closeServers, serveHttp, serveHttps} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const CERT = vector('kubeseal/cert.pem')
const FINGERPRINT = 'sha256:5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a'
const load = (source: string | URL, reading: Partial<CertificateReading> = {}) =>
  loadCertificate(String(source), {environment: {}, readFile, pins: [], ...reading})

async function failure(pending: Promise<unknown>): Promise<GsecError> {
  try {
    await pending
  } catch (error) {
    assert.ok(error instanceof GsecError, String(error))
    return error
  }
  return assert.fail('the certificate should not be read')
}

describe('loading a certificate', () => {
  afterEach(closeServers)

  it('gives the same from a file, a file address and the web', async () => {
    const file = path.join(temporaryFolder({'a b.pem': CERT}), 'a b.pem')
    const {url} = await serveHttp((_, out) => out.end(CERT))
    const sources = [file, pathToFileURL(file), new URL('/prod.pem', url)]
    const loaded = await Promise.all(sources.map(source => load(source, {insecureHttp: true})))
    assert.deepEqual(new Set(loaded.map(({certificate}) => certificate.fingerprint)), new Set([FINGERPRINT]))
    assert.deepEqual(
      loaded.map(({source}) => source),
      [file, file, `${url}prod.pem`],
    )
  })

  it('reads a file through the function it is given, up to 1 MiB, and calls "-" standard input', async () => {
    const asked: unknown[] = []
    const {source} = await load('-', {
      readFile: (...words) => {
        asked.push(words)
        return CERT
      },
    })
    assert.deepEqual(asked, [['-', 1024 * 1024]])
    assert.equal(source, 'standard input')
  })

  it('says what is wrong with the content, and where', async () => {
    const {url} = await serveHttp((_, out) => out.end('<!doctype html><p>Sign in'))
    const {code, message, where} = await failure(load(url, {insecureHttp: true}))
    assert.deepEqual({code, message, where}, {code: 'CERT_INVALID', message: 'is an HTML page, not a certificate', where: url.href})
  })

  it('copies the bytes alone, whatever they are', async () => {
    const {bytes, shown} = await readCertificateSource('x', {environment: {}, readFile: () => Buffer.from('not a certificate')})
    assert.deepEqual([bytes.toString(), shown], ['not a certificate', 'x'])
  })

  it('refuses a file of more than 1 MiB', async () => {
    const folder = temporaryFolder({'big.pem': Buffer.concat([CERT, Buffer.alloc(1024 * 1024)])})
    const {code, message} = await failure(load(path.join(folder, 'big.pem')))
    assert.deepEqual({code, message}, {code: 'FILE_UNREADABLE', message: 'larger than 1 MiB'})
  })

  it('sends no credential, asks for PEM, and follows a redirect', async () => {
    const seen: unknown[] = []
    const {url} = await serveHttp((incoming, out) => {
      seen.push([incoming.url, incoming.headers.accept, incoming.headers.authorization])
      if (incoming.url === '/old') out.writeHead(302, {location: '/new'}).end()
      else out.end(CERT)
    })
    const {source} = await load(new URL('/old', url), {insecureHttp: true})
    assert.deepEqual(seen, [
      ['/old', 'application/x-pem-file, */*', undefined],
      ['/new', 'application/x-pem-file, */*', undefined],
    ])
    assert.equal(source, `${url}old`)
  })
})

describe('a certificate from the web', () => {
  afterEach(closeServers)

  for (const {status, hint} of [
    {status: 404, hint: /path/},
    {status: 403, hint: /download/},
    {status: 401, hint: /download/},
    {status: 500, hint: /later/},
    {status: 204, hint: /later/},
    {status: 304, hint: /later/},
  ]) {
    it(`is not there when the server answers ${status}`, async () => {
      const {url} = await serveHttp((_, out) => out.writeHead(status, 'Some reason').end())
      const error = await failure(load(url, {insecureHttp: true}))
      assert.equal(error.code, 'CERT_UNREACHABLE')
      assert.equal(error.message, `the server answers with HTTP status ${status}`)
      assert.match(error.hint ?? '', hint)
      // for `gsec kubeseal`, which says it in kubeseal's words
      assert.ok(error instanceof CertificateStatusError)
      assert.deepEqual([error.status, error.statusText], [status, 'Some reason'])
    })
  }

  it('is not there when nobody listens, and the address shows no password', async () => {
    const {url} = await serveHttp(() => {})
    closeServers()
    const error = await failure(load(`http://me:hush@localhost:${url.port}/c.pem?t=hush`, {insecureHttp: true}))
    assert.deepEqual([error.code, error.message], ['CERT_UNREACHABLE', 'connection refused'])
    assert.equal(error.where, `http://localhost:${url.port}/c.pem`)
    assert.doesNotMatch(`${error.message}${error.hint}`, /hush/)
  })

  it('is not read beyond 1 MiB', async () => {
    const {url} = await serveHttp((_, out) => out.end(Buffer.alloc(1024 * 1024 + 1, CERT)))
    const {code, message} = await failure(load(url, {insecureHttp: true}))
    assert.deepEqual({code, message}, {code: 'CERT_UNREACHABLE', message: 'the answer is larger than 1 MiB'})
  })

  it('is not taken from a server with an unknown TLS certificate, whatever is accepted', async () => {
    const {url} = await serveHttps((_, out) => out.end(CERT))
    const {code, hint} = await failure(load(url, {insecureHttp: true, pins: [FINGERPRINT]}))
    assert.equal(code, 'CERT_UNREACHABLE')
    assert.match(hint ?? '', /NODE_EXTRA_CA_CERTS/)
  })

  it('goes through the proxy of the environment', async () => {
    const proxy = await serveHttp((incoming, out) => out.end(incoming.url === 'http://seal.test/c.pem' ? CERT : ''))
    const {certificate} = await load('http://seal.test/c.pem', {environment: {http_proxy: proxy.url.href}, insecureHttp: true})
    assert.equal(certificate.fingerprint, FINGERPRINT)
  })
})

describe('a certificate over plain http', () => {
  afterEach(closeServers)

  for (const {name, reading, hint} of [
    {
      name: 'when nothing is expected of it',
      reading: {},
      hint: 'use https, name the expected key with --fingerprint sha256:…, or add --insecure-http',
    },
    {name: 'by a command that has no pins', reading: {pins: undefined}, hint: 'use https, or add --insecure-http'},
  ]) {
    it(`is refused before it is asked for, ${name}`, async () => {
      const server = await serveHttp((_, out) => out.end(CERT))
      const {pins, ...rest} = {environment: {}, readFile, pins: [], ...reading}
      const error = await failure(loadCertificate(server.url.href, {...rest, ...(pins && {pins})}))
      assert.equal(error.code, 'ENDPOINT_NOT_TRUSTED')
      assert.match(error.message, /^plain http/)
      assert.equal(error.hint, hint)
      assert.equal(server.connections(), 0)
    })
  }

  it('is read when its key is pinned, since the caller then insists on that key', async () => {
    const {url} = await serveHttp((_, out) => out.end(CERT))
    assert.equal((await load(url, {pins: [FINGERPRINT]})).certificate.fingerprint, FINGERPRINT)
  })
})
