import assert from 'node:assert/strict'
import {displayUrl, toHttpError} from '../../src/http/http-error.js'

const url = new URL('https://me:hush@seal.test:8443/cert.pem?token=hush#hush')

describe('an error of Node in words', () => {
  for (const {code, fault, gsec} of [
    {code: 'ENOTFOUND', fault: 'dns', gsec: 'HOST_UNREACHABLE'},
    {code: 'EAI_AGAIN', fault: 'dns', gsec: 'HOST_UNREACHABLE'},
    {code: 'EHOSTUNREACH', fault: 'unreachable', gsec: 'HOST_UNREACHABLE'},
    {code: 'ETIMEDOUT', fault: 'timeout', gsec: 'HOST_UNREACHABLE'},
    {code: 'CERT_HAS_EXPIRED', fault: 'untrusted', gsec: 'TLS_FAILED'},
    {code: 'CERT_NOT_YET_VALID', fault: 'untrusted', gsec: 'TLS_FAILED'},
    {code: 'UNABLE_TO_GET_CRL', fault: 'untrusted', gsec: 'TLS_FAILED'},
    {code: 'INVALID_PURPOSE', fault: 'untrusted', gsec: 'TLS_FAILED'},
    {code: 'ERR_SSL_WRONG_VERSION_NUMBER', fault: 'tls', gsec: 'TLS_FAILED'},
    {code: 'ERR_OSSL_EVP_UNSUPPORTED', fault: 'tls', gsec: 'TLS_FAILED'},
    {code: 'HPE_INVALID_CONSTANT', fault: 'malformed', gsec: 'RESPONSE_INVALID'},
    {code: 'EADDRNOTAVAIL', fault: 'unreachable', gsec: 'HOST_UNREACHABLE'},
    {code: undefined, fault: 'unreachable', gsec: 'HOST_UNREACHABLE'},
  ]) {
    it(`${code}: ${fault}, ${gsec}`, () => {
      const error = toHttpError(Object.assign(new Error('hush'), {code}), url)
      assert.equal(error.fault, fault)
      assert.equal(error.code, gsec)
      assert.equal(error.where, 'https://seal.test:8443/cert.pem')
      assert.match(error.message, /^[a-z].*[^.]$/)
      assert.doesNotMatch(`${error.message} ${error.hint} ${error.where}`, /hush/)
    })
  }

  it('is left as it is when it is in words already', () => {
    const error = toHttpError({code: 'ECONNREFUSED'}, url)
    assert.equal(toHttpError(error, new URL('http://other.test')), error)
  })

  it('shows an address without user, password, query and fragment', () => {
    assert.equal(displayUrl(url), 'https://seal.test:8443/cert.pem')
    assert.equal(displayUrl(new URL('http://[::1]:80')), 'http://[::1]/')
  })
})
