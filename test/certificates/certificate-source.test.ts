import assert from 'node:assert/strict'
import {type CertificateSource, parseCertificateSource} from '../../src/certificates/certificate-source.js'
import {GsecError} from '../../src/errors.js'

const file = (path: string): CertificateSource => ({kind: 'file', path})
const web = (address: string): CertificateSource => ({kind: 'web', url: new URL(address)})

describe('a certificate is named by', () => {
  for (const {name, source, expected} of [
    {name: 'a file', source: 'cert.pem', expected: file('cert.pem')},
    {name: 'a path', source: '/etc/a/cert.pem', expected: file('/etc/a/cert.pem')},
    {name: 'a path on a Windows drive', source: 'C:\\certs\\cert.pem', expected: file('C:\\certs\\cert.pem')},
    {name: 'a path on a drive, in lower case', source: 'c:cert.pem', expected: file('c:cert.pem')},
    {name: 'a path with a colon further on', source: './a:b/cert.pem', expected: file('./a:b/cert.pem')},
    {name: 'a path with a percent sign', source: '50%zz.pem', expected: file('50%zz.pem')},
    {name: 'a name that begins with a digit', source: '1http://x', expected: file('1http://x')},
    {name: 'nothing', source: '', expected: file('')},
    {name: 'standard input', source: '-', expected: file('-')},
    {name: 'an https address', source: 'https://seal.test/cert.pem?x=1', expected: web('https://seal.test/cert.pem?x=1')},
    {name: 'an http address', source: 'http://seal.test/', expected: web('http://seal.test/')},
    {name: 'an address in upper case', source: 'HTTPS://SEAL.TEST/Cert.pem', expected: web('https://seal.test/Cert.pem')},
  ]) {
    it(name, () => assert.deepEqual(parseCertificateSource(source), expected))
  }

  it('a file address', () => {
    const address = process.platform === 'win32' ? 'file:///C:/a%20b/cert.pem' : 'file:///tmp/a%20b/cert.pem'
    const path = process.platform === 'win32' ? 'C:\\a b\\cert.pem' : '/tmp/a b/cert.pem'
    assert.deepEqual(parseCertificateSource(address), file(path))
  })

  for (const {name, source, message} of [
    {name: 'another scheme', source: 'ftp://hush/y', message: 'is an address of a scheme that cannot be read'},
    {
      name: 'a name with a colon, which kubeseal takes for a scheme, too',
      source: 'certs:hush.pem',
      message: 'is an address of a scheme that cannot be read',
    },
    {name: 'a host that is none', source: 'http://hush%zz', message: 'is not a valid address'},
    {name: 'an https address without host', source: 'https://', message: 'is not a valid address'},
    {name: 'a file address with a slash encoded', source: 'file:///hush%2Fa', message: 'is not a valid file address'},
  ]) {
    it(`not by ${name}`, () => {
      assert.throws(
        () => parseCertificateSource(source),
        (error: unknown) => {
          assert.ok(error instanceof GsecError)
          assert.equal(error.code, 'CERT_UNREACHABLE')
          assert.equal(error.message, message)
          assert.ok(error.hint)
          return !/hush/.test(`${error.message}${error.hint}${error.where}`)
        },
      )
    })
  }
})
