import assert from 'node:assert/strict'
import {suggestionFor} from '../src/suggestion.js'

const known = ['seal', 'set', 'scan', 'certFingerprints', 'maxCertAge']
const cases = [
  {word: 'sela', expected: 'seal', name: 'two letters swapped'},
  {word: 'scann', expected: 'scan', name: 'one letter too many'},
  {word: 'set', expected: 'set', name: 'the word itself'},
  {word: 'certfingerprint', expected: 'certFingerprints', name: 'other case, one letter missing'},
  {word: 'maxCertificateAge', expected: undefined, name: 'more than a third differs'},
  {word: 'audit', expected: undefined, name: 'nothing near'},
  {word: '', expected: undefined, name: 'no letter'},
  {word: 's'.repeat(1000), expected: undefined, name: 'no word'},
]

describe('the suggestion for a mistyped word', () => {
  for (const {name, word, expected} of cases) {
    it(`is ${expected ?? 'none'}: ${name}`, () => {
      assert.equal(suggestionFor(word, known), expected)
    })
  }

  it('is none when nothing is known', () => {
    assert.equal(suggestionFor('seal', []), undefined)
  })
})
