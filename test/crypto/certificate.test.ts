import assert from 'node:assert/strict'
import {readCertificate} from '../../src/crypto/certificate.js'
import {CertificateError, type CertificateFault} from '../../src/crypto/certificate-error.js'
import {derOf, pemBlock, vector, vectorKey, vectorPublicKey} from '../support/vectors.js'

const A = vector('kubeseal/cert.pem').toString('latin1')
const B = vector('certificate/controller.pem').toString('latin1')
const EC = vector('certificate/ec.pem').toString('latin1')
const EXPIRED = vector('kubeseal/expired.pem').toString('latin1')
const PRIVATE = vectorKey.export({type: 'pkcs8', format: 'pem'}).toString()
const PUBLIC = vectorPublicKey.export({type: 'spki', format: 'pem'}).toString()
const garbage = pemBlock('CERTIFICATE', Buffer.from('hello'))
const withHeader = A.replace('-----\n', '-----\nComment: x\n\n')
const cutOff = A.slice(0, 400)
/** The certificate with one change in its DER, wherever the bytes stand. */
const changed = (from: string, to: string) => pemBlock('CERTIFICATE', Buffer.from(derOf(A).toString('latin1').replace(from, to), 'latin1'))
const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')

const fingerprints = {
  A: readCertificate(vector('kubeseal/cert.pem')).fingerprint,
  B: readCertificate(vector('certificate/controller.pem')).fingerprint,
}

// Which certificate counts was measured with kubeseal 0.36.6 for every row: it sealed for the same key, or failed. It
// says "malformed certificate" or "trailing data" for `malformed`, "expected RSA public key" for `not-rsa`, "512-bit
// keys are insecure" for `weak-key` and "does not contain any valid RSA or ECDSA certificates" for the rest. The one
// row where gsec reads more says so.
const cases: {name: string; input: string; expected: 'A' | 'B' | CertificateFault}[] = [
  {name: 'a certificate', input: A, expected: 'A'},
  {name: 'two certificates: the first', input: A + B, expected: 'A'},
  {name: 'two certificates: the first again', input: B + A, expected: 'B'},
  {name: 'a private key before it', input: PRIVATE + A, expected: 'A'},
  {name: 'a public key before it', input: PUBLIC + A, expected: 'A'},
  {name: 'text before it', input: `Subject: x\n${A}`, expected: 'A'},
  {name: 'text between two', input: `${A}hello\n${B}`, expected: 'A'},
  {name: 'a certificate for EC after it', input: A + EC, expected: 'A'},
  {name: 'an expired one: dates are not judged here', input: EXPIRED + B, expected: 'A'},
  {name: 'blanks at line ends', input: A.replaceAll('\n', ' \t\n'), expected: 'A'},
  {name: 'CRLF', input: A.replaceAll('\n', '\r\n'), expected: 'A'},
  {name: 'no final line break', input: A.trimEnd(), expected: 'A'},
  {name: 'an indented body', input: A.replaceAll(/^(?=[A-Za-z0-9])/gm, '  '), expected: 'A'},
  {name: 'the body on one line', input: A.replaceAll(/(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9])/g, ''), expected: 'A'},
  {name: 'an empty line after BEGIN', input: A.replace('-----\n', '-----\n\n'), expected: 'A'},
  {name: 'BEGIN twice', input: `-----BEGIN CERTIFICATE-----\n${A}`, expected: 'A'},
  {name: 'END before BEGIN', input: `-----END CERTIFICATE-----\n${A}`, expected: 'A'},
  {name: 'END and BEGIN on one line', input: `\n-----END ${A}`, expected: 'A'},
  {name: 'blanks after END', input: A.replace(/-----\n$/, '-----  \t\n'), expected: 'A'},
  {name: 'one with headers, then one without', input: withHeader + B, expected: 'B'},
  {name: 'one cut off, then a whole one', input: `${cutOff}\n${B}`, expected: 'B'},
  {name: 'one with a wrong END, then a whole one', input: A.replace('END CERT', 'END CRT') + B, expected: 'B'},
  {name: 'one that is not base64, then a whole one', input: A.replace('MIID', 'MI*D') + B, expected: 'B'},
  {name: 'one with text after END, then a whole one', input: A.replace(/\n$/, ' x\n') + B, expected: 'B'},
  {name: 'a byte order mark: kubeseal finds nothing, gsec reads on', input: `\xef\xbb\xbf${A}`, expected: 'A'},
  {name: 'a byte order mark and two certificates', input: `\xef\xbb\xbf${A}${B}`, expected: 'B'},

  {name: 'PEM headers', input: withHeader, expected: 'headers'},
  {name: 'a PEM header without an empty line', input: A.replace('-----\n', '-----\nComment: x\n'), expected: 'headers'},
  {name: 'BEGIN inside a line', input: `x ${A}`, expected: 'damaged'},
  {name: 'an indented block', input: A.replaceAll(/^/gm, '  '), expected: 'damaged'},
  {name: 'CR alone as line break', input: A.replaceAll('\n', '\r'), expected: 'damaged'},
  {name: 'no line break between two', input: A.trimEnd() + B, expected: 'damaged'},
  {name: 'cut off', input: cutOff, expected: 'damaged'},
  {name: 'cut off and followed on the same line', input: cutOff + B, expected: 'damaged'},
  {name: 'cut off beside a private key', input: PRIVATE + cutOff, expected: 'damaged'},
  {name: 'a wrong END', input: A.replace('END CERT', 'END CRT'), expected: 'damaged'},
  {name: 'four dashes after END', input: A.replace(/-----\n$/, '----\n'), expected: 'damaged'},
  {name: 'a character that is not base64', input: A.replace('MIID', 'MI*D'), expected: 'damaged'},
  {name: 'a form feed in the body', input: A.replace('MIID', 'MI\fID'), expected: 'damaged'},
  {name: 'no padding', input: A.replace('==\n', '\n'), expected: 'damaged'},
  {name: 'padding in the middle', input: A.replace('CQ==', 'CQ==CQ=='), expected: 'damaged'},
  {name: 'the alphabet of URLs', input: A.replaceAll('+', '-').replaceAll('/', '_'), expected: 'damaged'},
  {name: 'a private key that is cut off', input: PRIVATE.slice(0, 400), expected: 'damaged'},
  {name: 'a type with a colon, which reads as a header', input: `-----BEGIN a:b-----\n-----END a:b-----\n${A}`, expected: 'damaged'},
  {name: 'headers that run over END', input: `-----BEGIN X-----\na: b\n-----END X:-----\nq: r\n\n${A}`, expected: 'damaged'},
  {name: 'headers to the end of the file', input: '-----BEGIN CERTIFICATE-----\na: b\n-----END CERTIFICATE-----:', expected: 'damaged'},
  {name: 'a trusted certificate', input: A.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'), expected: 'other-pem'},
  {name: 'lower case', input: A.replaceAll('CERTIFICATE', 'certificate'), expected: 'other-pem'},
  {name: 'no certificate inside', input: garbage, expected: 'malformed'},
  {name: 'an empty block', input: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n', expected: 'malformed'},
  {name: 'DER that is cut off', input: pemBlock('CERTIFICATE', derOf(A).subarray(0, -10)), expected: 'malformed'},
  {name: 'a byte after the certificate', input: pemBlock('CERTIFICATE', Buffer.concat([derOf(A), Buffer.of(1)])), expected: 'malformed'},
  {name: 'two certificates in one block', input: pemBlock('CERTIFICATE', Buffer.concat([derOf(B), derOf(A)])), expected: 'malformed'},
  {name: 'a sequence without end', input: pemBlock('CERTIFICATE', Buffer.of(0x30, 0x80, 0, 0)), expected: 'malformed'},
  {name: 'a sequence with half a length', input: pemBlock('CERTIFICATE', Buffer.of(0x30, 0x84, 1)), expected: 'malformed'},
  {name: 'a short sequence', input: pemBlock('CERTIFICATE', Buffer.of(0x30, 0)), expected: 'malformed'},
  {name: 'a thirteenth month', input: changed('261123163604Z', '261323163604Z'), expected: 'malformed'},
  {
    name: 'a kind of key that nobody knows',
    input: changed('\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01', '\x2a\x86\x48\x86\xf7\x0d\x01\x01\x63'),
    expected: 'not-rsa',
  },
  {name: 'a good one, then garbage', input: A + garbage, expected: 'malformed'},
  {name: 'garbage, then a good one', input: garbage + A, expected: 'malformed'},
  {name: 'an EC key', input: EC, expected: 'not-rsa'},
  {name: 'an EC key before an RSA one', input: EC + A, expected: 'not-rsa'},
  {name: 'an Ed25519 key', input: vector('certificate/ed25519.pem').toString('latin1'), expected: 'not-rsa'},
  {name: 'an RSA-PSS key', input: vector('certificate/rsa-pss.pem').toString('latin1'), expected: 'not-rsa'},
  {name: 'an RSA key of 512 bits', input: vector('certificate/rsa-512.pem').toString('latin1'), expected: 'weak-key'},
  {name: 'nothing', input: '', expected: 'empty'},
  {name: 'white space', input: ' \r\n\n', expected: 'empty'},
  {name: 'a word', input: 'hello', expected: 'not-pem'},
  {name: 'a private key', input: PRIVATE, expected: 'private-key'},
  {name: 'a public key', input: PUBLIC, expected: 'public-key'},
  {name: 'a certificate request', input: A.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'), expected: 'request'},
  {name: 'DER', input: derOf(A).toString('latin1'), expected: 'der'},
  {name: 'bytes that begin like DER', input: '0\x82garbage', expected: 'not-pem'},
  {name: 'text that begins with a zero', input: '0 is not DER', expected: 'not-pem'},
  {name: 'a web page', input: '\n<!DOCTYPE html>\n<html><body>Sign in</body></html>\n', expected: 'html'},
  {name: 'UTF-16 with a mark', input: utf16(`\ufeff${A}`), expected: 'utf-16'},
  {name: 'UTF-16, big endian', input: Buffer.from(`\ufeff${A}`, 'utf16le').swap16().toString('latin1'), expected: 'utf-16'},
  {name: 'UTF-16 without a mark', input: utf16(A), expected: 'utf-16'},
  {name: 'UTF-16, big endian, without a mark', input: Buffer.from(A, 'utf16le').swap16().toString('latin1'), expected: 'utf-16'},
  {name: 'base64 of a PEM file', input: `${Buffer.from(A).toString('base64')}\n`, expected: 'base64'},
  {
    name: 'a Secret',
    input: `# backup\napiVersion: v1\nkind: Secret\ndata:\n  tls.crt: ${Buffer.from(A).toString('base64')}\n`,
    expected: 'manifest',
  },
  {name: 'an answer of the API server', input: '{"kind":"Status","code":403}', expected: 'manifest'},
]

function outcome(input: string): string {
  try {
    const {fingerprint} = readCertificate(Buffer.from(input, 'latin1'), 'c.pem')
    return fingerprint === fingerprints.A ? 'A' : fingerprint === fingerprints.B ? 'B' : 'another one'
  } catch (error) {
    assert.ok(error instanceof CertificateError)
    assert.equal(error.code, 'CERT_INVALID')
    assert.equal(error.where, 'c.pem')
    return error.fault
  }
}

describe('a certificate file', () => {
  for (const {name, input, expected} of cases) {
    it(`${name}: ${expected}`, () => assert.equal(outcome(input), expected))
  }

  it('has a message and a hint for each fault, which quote nothing', () => {
    const faults = new Set(cases.map(({expected}) => expected).filter(expected => expected.length > 1))
    assert.equal(faults.size, 16)
    const marker = 'marker-5f1c'
    for (const {input} of cases.filter(({expected}) => expected.length > 1)) {
      try {
        readCertificate(Buffer.from(input + marker, 'latin1'))
      } catch (error) {
        const {message, hint = ''} = error as CertificateError
        assert.match(message, /^(is|holds) .*[^.]$/)
        assert.ok(hint.length > 10 && !`${message}${hint}${(error as Error).cause}`.includes(marker))
      }
    }
  })

  it('of a megabyte that begins blocks without end is read in linear time', () => {
    for (const line of ['-----BEGIN CERTIFICATE-----\n', '\n-----END ', '-----BEGIN X-----\n-----END Y-----\n', '-----BEGIN a:b-----\n']) {
      const start = performance.now()
      assert.equal(outcome(line.repeat(1_000_000 / line.length)).length > 1, true)
      assert.ok(performance.now() - start < 1000, `${JSON.stringify(line)} took ${performance.now() - start} ms`)
    }
  })
})

describe('what a certificate says', () => {
  // openssl x509 -noout -subject -serial -dates; openssl pkey -pubin -outform der | sha256sum; ssh-keygen -l
  it('of kubeseal', () => {
    const {publicKey, pem, ...rest} = readCertificate(vector('kubeseal/cert.pem'))
    assert.ok(publicKey.equals(vectorPublicKey))
    assert.equal(pem, vector('kubeseal/cert.pem').toString())
    assert.deepEqual(rest, {
      subject: 'O=gsec test vectors',
      notBefore: new Date('2026-11-23T16:36:04Z'),
      notAfter: new Date('2076-11-10T16:36:04Z'),
      bits: 2048,
      fingerprint: 'sha256:5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a',
      sshFingerprint: 'SHA256:rO0xvSd+O2XAXPfoODzh9vPQl+50ITy8SXv4YwP8W2c',
      serial: '43666ABAF7DD1F3D06F94785A8901B6426F29FC2',
    })
  })

  it('that a controller made: no subject', () => {
    const {subject, serial, bits, sshFingerprint, notBefore, notAfter} = readCertificate(vector('certificate/controller.pem'))
    assert.equal(subject, '')
    assert.equal(serial, '9A088CAFB4FC38521E94A1BD8AEF2B70')
    assert.equal(bits, 2048)
    // printed by the controller's own code (pkg/crypto.PublicKeyFingerprint, 0.36.6)
    assert.equal(sshFingerprint, 'SHA256:GrULeIScgSU04UiEcNC3XxERNiHU6smlHAAFzOXcw+w')
    assert.equal(notAfter.getTime() - notBefore.getTime(), 3650 * 86_400_000)
  })

  it('with dates far from now and letters beyond ASCII', () => {
    const {subject, notBefore, notAfter} = readCertificate(vector('certificate/future.pem'))
    assert.equal(subject, 'C=PL, O=gsec test vectors, CN=Łódź\\, prod')
    assert.equal(notBefore.toISOString(), '2090-01-01T00:00:00.000Z')
    assert.equal(notAfter.toISOString(), '9999-12-31T23:59:59.000Z')
  })

  it('of 2020: a day with one digit', () => {
    const {notBefore, notAfter, serial} = readCertificate(vector('kubeseal/expired.pem'))
    assert.equal(notBefore.toISOString(), '2019-01-01T00:00:00.000Z')
    assert.equal(notAfter.toISOString(), '2020-02-03T00:00:00.000Z')
    assert.equal(serial, '07')
  })

  it('with a key of 1024 bits is read, as kubeseal does', () => {
    assert.equal(readCertificate(vector('certificate/rsa-1024.pem')).bits, 1024)
  })
})
