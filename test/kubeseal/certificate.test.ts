import assert from 'node:assert/strict'
import {readCertificate} from '../../src/crypto/certificate.js'
import {makeCertificate} from '../../src/crypto/make-certificate.js'
import {readCertificateAddress} from '../../src/kubeseal/certificate-address.js'
import {Failure} from '../../src/kubeseal/failure.js'
import {kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'
import {closeServers, serveHttp} from '../support/servers.js'
import {derOf, pemBlock, vector} from '../support/vectors.js'

const secret = 'metadata: {name: db, namespace: shop}\nstringData: {a: b}\n'
const pem = vector('kubeseal/cert.pem')
const fingerprint = readCertificate(pem).fingerprint

const addresses: {text: string; expected: object}[] = [
  {text: 'cert.pem', expected: {kind: 'file', path: 'cert.pem'}},
  {text: '/tmp/a b.pem', expected: {kind: 'file', path: '/tmp/a b.pem'}},
  {text: 'C:\\certs\\cert.pem', expected: {kind: 'file', path: 'C:\\certs\\cert.pem'}},
  {text: 'folder/a:b', expected: {kind: 'file', path: 'folder/a:b'}},
  {text: 'cert%2epem', expected: {kind: 'file', path: 'cert%2epem'}},
  {text: '//host/path', expected: {kind: 'file', path: '//host/path'}},
  {text: '///path', expected: {kind: 'file', path: '///path'}},
  {text: 'HTTPS://host/path', expected: {kind: 'address', scheme: 'https'}},
  {text: 'https://[::1]:8443/cert', expected: {kind: 'address', scheme: 'https'}},
  {text: 'foo:bar', expected: {kind: 'address', scheme: 'foo'}},
  {text: 'file:///a%20b', expected: {kind: 'address', scheme: 'file'}},
]

// What kubeseal 0.38.4 says of each.
const badAddresses: [text: string, message: string][] = [
  ['a%zz', 'parse "a%zz": invalid URL escape "%zz"'],
  ['a%', 'parse "a%": invalid URL escape "%"'],
  ['/a%z', 'parse "/a%z": invalid URL escape "%z"'],
  ['cert.pem#%z', 'parse "cert.pem#%z": invalid URL escape "%z"'],
  ['http://a/%zz', 'parse "http://a/%zz": invalid URL escape "%zz"'],
  ['http://a%zz', 'parse "http://a%zz": invalid URL escape "%zz"'],
  ['http://h%41/', 'parse "http://h%41/": invalid URL escape "%41"'],
  [':x', 'parse ":x": missing protocol scheme'],
  ['1:2', 'parse "1:2": first path segment in URL cannot contain colon'],
  ['a\tb', 'parse "a\\tb": net/url: invalid control character in URL'],
  ['http://a b/', 'parse "http://a b/": invalid character " " in host name'],
  ['http://[::1', 'parse "http://[::1": missing \']\' in host'],
  ['http://[::1]x', 'parse "http://[::1]x": invalid port "x" after host'],
  ['http://h:b/', 'parse "http://h:b/": invalid port ":b" after host'],
]

describe('what --cert names', () => {
  for (const {text, expected} of addresses) {
    it(`is in ${text} a ${JSON.stringify(expected)}`, () => assert.deepEqual(readCertificateAddress(text), expected))
  }
  for (const [text, message] of badAddresses) {
    it(`cannot be told from ${JSON.stringify(text)}`, () => assert.throws(() => readCertificateAddress(text), new Failure(message)))
  }
})

describe('a certificate from the web', () => {
  afterEach(closeServers)

  const fetchCert = (cert: string, env: Record<string, string> = {}, ...args: string[]) =>
    runKubesealIn(kubesealFolder(), ['--fetch-cert', '--cert', cert, ...args], {env})
  const serve = (status = 200, body: string | Buffer = pem) =>
    serveHttp((_request, response) => {
      response.statusCode = status
      response.statusMessage = status === 200 ? 'OK' : 'File not found'
      response.end(body)
    })

  it('is refused over plain http', async () => {
    const {url, connections} = await serve()
    const {status, stdout, stderr} = await fetchCert(`${url}cert.pem`)
    assert.deepEqual([status, stdout, connections()], [1, '', 0])
    assert.match(
      stderr,
      /^error: Get "http:\S+": plain http: .*; use https, name the key in GSEC_CERT_FINGERPRINTS, or set GSEC_INSECURE_HTTP=1\n$/,
    )
  })

  it('is taken over plain http when the environment says so', async () => {
    const {url} = await serve()
    for (const value of ['1', 'true']) {
      assert.deepEqual(await fetchCert(`${url}cert.pem`, {GSEC_INSECURE_HTTP: value}), {status: 0, stdout: pem.toString(), stderr: ''})
    }
    for (const value of ['0', '', 'no']) assert.equal((await fetchCert(`${url}cert.pem`, {GSEC_INSECURE_HTTP: value})).status, 1)
  })

  it('is taken over plain http when its key is pinned, and no other one', async () => {
    const {url} = await serve()
    const good = {GSEC_CERT_FINGERPRINTS: `sha256:${'0'.repeat(64)}, ${fingerprint}`}
    const bad = {GSEC_CERT_FINGERPRINTS: `sha256:${'0'.repeat(64)}`}
    const mismatch = 'error: the key of the certificate is not one of the expected ones (GSEC_CERT_FINGERPRINTS)\n'
    assert.equal((await fetchCert(`${url}cert.pem`, good)).stdout, pem.toString())
    assert.deepEqual(await fetchCert(`${url}cert.pem`, bad), {status: 1, stdout: '', stderr: mismatch})
    for (const [env, status] of [
      [good, 0],
      [bad, 1],
    ] as const) {
      assert.equal((await runKubesealIn(kubesealFolder(), ['--cert', `${url}`], {env, stdin: secret})).status, status)
    }
  })

  it('needs pins that can be read', async () => {
    const {url} = await serve()
    const {status, stderr} = await fetchCert(`${url}`, {GSEC_CERT_FINGERPRINTS: 'nonsense'})
    assert.deepEqual([status, stderr], [1, 'error: GSEC_CERT_FINGERPRINTS is not a fingerprint\n'])
  })

  it('that is not there is what the server says, without the password of the address', async () => {
    const {port} = await serve(404, 'gone')
    const {stderr} = await fetchCert(`http://me:hunter2@127.0.0.1:${port}/x`, {GSEC_INSECURE_HTTP: '1'})
    assert.equal(stderr, `error: cannot fetch "http://me:***@127.0.0.1:${port}/x": 404 File not found\n`)
  })

  it('cannot be fetched where nobody listens', async () => {
    assert.equal(
      (await fetchCert('https://127.0.0.1:1/x')).stderr,
      'error: Get "https://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused\n',
    )
    assert.equal((await fetchCert('https://localhost:1/x')).stderr, 'error: Get "https://localhost:1/x": connection refused\n')
  })

  it('cannot be fetched by other ways', async () => {
    assert.equal((await fetchCert('ftp://x/y')).stderr, 'error: Get "ftp://x/y": unsupported protocol scheme "ftp"\n')
  })

  it('cannot be fetched without a host', async () => {
    assert.match((await fetchCert('https://')).stderr, /^error: Get "https:\/\/": .+\n$/)
  })
})

describe('the certificate to seal for', () => {
  const seal = async (cert: string | Buffer, env: Record<string, string> = {}) =>
    runKubesealIn(kubesealFolder({'c.pem': cert}), ['--cert', 'c.pem'], {stdin: secret, env})

  it('must not have expired, to the day in words', async () => {
    const {status, stderr} = await seal(vector('kubeseal/expired.pem'))
    assert.deepEqual([status, stderr], [1, 'error: failed to encrypt using an expired certificate on February 3, 2020\n'])
  })

  it('may be one that is not valid yet', async () => {
    const {certificatePem} = await makeCertificate({bits: 2048, now: new Date('2090-01-01'), validFor: 86_400_000})
    assert.equal((await seal(certificatePem)).status, 0)
  })

  const others: {name: string; cert: () => string; message: string}[] = [
    {name: 'sound', cert: () => pemBlock('CERTIFICATE', derOf(pem).subarray(0, 100)), message: 'x509: malformed certificate'},
    {name: 'in the file', cert: () => '', message: 'data does not contain any valid RSA or ECDSA certificates'},
    {
      name: 'for RSA',
      cert: () => vector('certificate/ec.pem').toString(),
      message: 'expected RSA public key but found another kind of key',
    },
    {
      name: 'for a key of 1024 bits at least',
      cert: () => vector('certificate/rsa-512.pem').toString(),
      message: 'crypto/rsa: keys of fewer than 1024 bits are insecure',
    },
  ]
  for (const {name, cert, message} of others) {
    it(`must be ${name}`, async () => {
      const {status, stdout, stderr} = await seal(cert())
      assert.deepEqual([status, stdout, stderr], [1, '', `error: ${message}\n`])
    })
  }

  it('must be one of the pinned ones, if there are any', async () => {
    assert.equal((await seal(pem, {GSEC_CERT_FINGERPRINTS: fingerprint})).status, 0)
    const {stderr} = await seal(pem, {GSEC_CERT_FINGERPRINTS: `sha256:${'0'.repeat(64)}`})
    assert.equal(stderr, 'error: the key of the certificate is not one of the expected ones (GSEC_CERT_FINGERPRINTS)\n')
  })
})
