import assert from 'node:assert/strict'
import {listed} from '../../src/cli/listed.js'

describe('a flag that may be repeated', () => {
  for (const {name, value, expected} of [
    {name: 'is not given', value: undefined, expected: []},
    {name: 'is given twice', value: ['a', 'b'], expected: ['a', 'b']},
    {name: 'is given once with commas', value: ['a,b', 'c'], expected: ['a', 'b', 'c']},
    {name: 'comes from the environment', value: 'a,b', expected: ['a', 'b']},
    {name: 'has empty parts', value: ' ,a,', expected: ['a']},
  ]) {
    it(name, () => assert.deepEqual(listed(value), expected))
  }
})
