import assert from 'node:assert/strict'
import {certificateFacts, describeCertificate, sealingLine} from '../../src/certificates/describe-certificate.js'
import {readCertificate} from '../../src/crypto/certificate.js'
import {expectGolden} from '../support/golden.js'
import {vector} from '../support/vectors.js'

const cases = [
  {name: 'valid', file: 'kubeseal/cert.pem', now: '2027-01-05T12:00:00Z'},
  {name: 'controller, on its first day', file: 'certificate/controller.pem', now: '2026-11-23T18:30:00Z'},
  {name: 'expired', file: 'kubeseal/expired.pem', now: '2026-11-23T12:00:00Z'},
  {name: 'not valid yet', file: 'certificate/future.pem', now: '2026-11-23T12:00:00Z'},
].map(({name, file, now}) => ({name, file, now: new Date(now), certificate: readCertificate(vector(file))}))

describe('a certificate in words', () => {
  it('has its facts one a line', () => {
    const sections = cases.map(
      ({name, file, certificate, now}) => `-- ${name} --\n${describeCertificate(certificateFacts(file, certificate, now))}\n`,
    )
    expectGolden('certificates/show.txt', sections.join(''))
  })

  it('has one line for each sealing', () => {
    expectGolden(
      'certificates/sealing-line.txt',
      cases.map(({file, certificate, now}) => `${sealingLine(file, certificate, now)}\n`).join(''),
    )
  })

  it('has dates as ISO 8601 for programs', () => {
    const facts = cases.map(({file, certificate, now}) => certificateFacts(file, certificate, now))
    assert.deepEqual(
      facts.map(({status, notBefore, notAfter, daysOld, daysLeft}) => ({status, notBefore, notAfter, daysOld, daysLeft})),
      [
        {status: 'valid', notBefore: '2026-11-23T16:36:04Z', notAfter: '2076-11-10T16:36:04Z', daysOld: 42, daysLeft: 18_207},
        {status: 'valid', notBefore: '2026-11-23T18:08:11Z', notAfter: '2036-11-20T18:08:11Z', daysOld: 0, daysLeft: 3649},
        {status: 'expired', notBefore: '2019-01-01T00:00:00Z', notAfter: '2020-02-03T00:00:00Z', daysOld: 2883, daysLeft: -2485},
        {
          status: 'not-yet-valid',
          notBefore: '2090-01-01T00:00:00Z',
          notAfter: '9999-12-31T23:59:59Z',
          daysOld: -23_049,
          daysLeft: 2_912_116,
        },
      ],
    )
  })
})
