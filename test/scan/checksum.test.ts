import assert from 'node:assert/strict'
import {endsWithBase64Crc32} from '../../src/scan/checksum.js'

describe('the checksum of a secret of Confluent Cloud', () => {
  // the sample of https://docs.confluent.io/cloud/current/using/api-keys.html, after its prefix
  const sample = ['T8d8RzkNseTMEDKcjNM1BZTFPHqRn/', 'dQm9q7w6SjzZ12wZfwjaJdipHZtDjw'].join('')

  it('fits the sample of the documentation', () => {
    assert.equal(endsWithBase64Crc32(sample), true)
  })
  it('fits no other secret', () => {
    assert.equal(endsWithBase64Crc32(sample.replace('T8', 'T9')), false)
    assert.equal(endsWithBase64Crc32(sample.toLowerCase()), false)
  })
})
