import assert from 'node:assert/strict'
import {goFloat} from '../../src/manifest/go-number.js'

describe('goFloat', () => {
  // strconv.FormatFloat(value, 'g', -1, 64)
  const cases = [
    {value: 0, expected: '0'},
    {value: -0, expected: '-0'},
    {value: 100000, expected: '100000'},
    {value: 1000000, expected: '1e+06'},
    {value: -1234567.5, expected: '-1.2345675e+06'},
    {value: 0.0001, expected: '0.0001'},
    {value: 0.00001, expected: '1e-05'},
    {value: 5e-324, expected: '5e-324'},
    {value: Number.NaN, expected: 'NaN'},
    {value: Number.POSITIVE_INFINITY, expected: '+Inf'},
    {value: Number.NEGATIVE_INFINITY, expected: '-Inf'},
  ]
  for (const {value, expected} of cases) {
    it(`prints ${expected}`, () => assert.equal(goFloat(value), expected))
  }
})
