import assert from 'node:assert/strict'
import {ageOf, certificateWarnings, checkTrust, daysBetween, distrustOf, expiryWithin, parsePins} from '../../src/certificates/trust.js'
import {type Certificate, readCertificate} from '../../src/crypto/certificate.js'
import type {Fingerprint} from '../../src/crypto/fingerprint.js'
import {DAY} from '../../src/duration.js'
import {GsecError} from '../../src/errors.js'
import {vector} from '../support/vectors.js'

const expired = readCertificate(vector('kubeseal/expired.pem')) // 2019-01-01 to 2020-02-03, both at midnight
const controller = readCertificate(vector('certificate/controller.pem'))
const {fingerprint, sshFingerprint} = expired
const other = controller.fingerprint
const at = (text: string) => new Date(text)
const codes = (certificate: Certificate, rules: {pins?: Fingerprint[]; maxAge?: number; now: Date}) =>
  distrustOf(certificate, {pins: [], ...rules}).map(({code}) => code)

describe('a certificate is sealed for', () => {
  for (const {name, rules, expected} of [
    {name: 'while it is valid', rules: {now: at('2019-06-01')}, expected: []},
    // kubeseal compares with "after": the last second counts
    {name: 'in its last second', rules: {now: at('2020-02-03T00:00:00.000Z')}, expected: []},
    {name: 'not a millisecond later', rules: {now: at('2020-02-03T00:00:00.001Z')}, expected: ['CERT_EXPIRED']},
    {name: 'before it is valid, as kubeseal does', rules: {now: at('2018-01-01')}, expected: []},
    {name: 'when its key is the expected one', rules: {now: at('2019-06-01'), pins: [fingerprint]}, expected: []},
    {
      name: 'when its key is one of the expected ones, in the other notation',
      rules: {now: at('2019-06-01'), pins: [other, sshFingerprint]},
      expected: [],
    },
    {name: 'not when its key is another one', rules: {now: at('2019-06-01'), pins: [other]}, expected: ['CERT_PIN_MISMATCH']},
    {name: 'as old as allowed', rules: {now: at('2019-03-02'), maxAge: 60 * DAY}, expected: []},
    {name: 'not when it is older', rules: {now: at('2019-03-02T00:00:00.001Z'), maxAge: 60 * DAY}, expected: ['CERT_TOO_OLD']},
    {
      name: 'not for three reasons, the gravest first',
      rules: {now: at('2026-11-23'), maxAge: DAY, pins: [other]},
      expected: ['CERT_PIN_MISMATCH', 'CERT_EXPIRED', 'CERT_TOO_OLD'],
    },
  ] as {name: string; rules: {pins?: Fingerprint[]; maxAge?: number; now: Date}; expected: string[]}[]) {
    it(name, () => assert.deepEqual(codes(expired, rules), expected))
  }

  it('or an error is thrown with the gravest reason, its place, and what to do', () => {
    const rules = {pins: [other], now: at('2026-11-23')}
    assert.throws(
      () => checkTrust(expired, rules, 'prod.pem'),
      (error: unknown) =>
        error instanceof GsecError &&
        error.code === 'CERT_PIN_MISMATCH' &&
        error.where === 'prod.pem' &&
        error.hint?.includes(fingerprint) === true,
    )
    assert.throws(() => checkTrust(expired, {...rules, pins: []}, 'prod.pem'), {
      code: 'CERT_EXPIRED',
      message: 'certificate expired on 2020-02-03',
      hint: /gsec cert fetch/,
    })
    assert.throws(() => checkTrust(expired, {pins: [], now: at('2019-03-17'), maxAge: 60 * DAY}, ''), {
      message: 'certificate is 75 days old, at most 60 days are allowed',
    })
  })

  it('with a warning when it is not valid yet, or its key is short', () => {
    assert.deepEqual(checkTrust(expired, {pins: [], now: at('2018-12-31')}, ''), [
      'the certificate is valid only from 2019-01-01 on; is the clock of this machine right?',
    ])
    assert.deepEqual(checkTrust(expired, {pins: [], now: at('2019-01-01')}, ''), [])
    const small = readCertificate(vector('certificate/rsa-1024.pem'))
    assert.deepEqual(certificateWarnings(small, small.notBefore), ['the key has 1024 bits; fewer than 2048 are not safe'])
  })
})

describe('a certificate that expires soon', () => {
  for (const {name, now, within, expected} of [
    {name: 'is not asked about', now: '2020-02-02', within: undefined, expected: []},
    {name: 'has longer than that', now: '2020-01-02', within: 30 * DAY, expected: []},
    {name: 'has just that', now: '2020-01-04', within: 30 * DAY, expected: ['certificate expires on 2020-02-03, in 30 days']},
    {name: 'has hours left', now: '2020-02-02T12:00Z', within: 30 * DAY, expected: ['certificate expires on 2020-02-03, in 12 hours']},
    {name: 'has expired, which is another reason', now: '2020-02-04', within: 30 * DAY, expected: []},
  ]) {
    it(name, () => {
      const found = expiryWithin(expired, within, at(now))
      assert.deepEqual(
        found.map(({message}) => message),
        expected,
      )
      assert.ok(found.every(({code, hint}) => code === 'CERT_EXPIRING' && hint))
    })
  }
})

describe('the age of a certificate', () => {
  it('is counted from its first second, and is never negative', () => {
    assert.equal(ageOf(expired, at('2019-01-01T00:00:01Z')), 1000)
    assert.equal(ageOf(expired, at('2018-01-01')), 0)
  })

  for (const {from, to, expected} of [
    {from: '2019-01-01', to: '2019-01-02', expected: 1},
    {from: '2019-01-01', to: '2019-01-01T23:59:59Z', expected: 0},
    {from: '2019-01-02', to: '2019-01-01', expected: -1},
    {from: '2019-01-02', to: '2019-01-01T12:00:00Z', expected: 0},
  ]) {
    it(`in whole days, from ${from} to ${to}: ${expected}`, () => assert.equal(daysBetween(at(from), at(to)), expected))
  }
})

describe('pins', () => {
  it('are read in both notations', () => {
    assert.deepEqual(parsePins([fingerprint.toUpperCase(), sshFingerprint], '--fingerprint'), [fingerprint, sshFingerprint])
  })

  it('that are malformed are an error and never ignored', () => {
    assert.throws(() => parsePins([fingerprint, 'sha256:hush'], '--fingerprint'), {
      code: 'USAGE',
      message: '--fingerprint is not a fingerprint',
      hint: /gsec cert show/,
    })
  })
})
