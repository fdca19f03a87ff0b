import assert from 'node:assert/strict'
import fc from 'fast-check'
import {compareCodePoints, compareNaturally} from '../../src/manifest/compare-keys.js'
import {nastyText} from '../support/nasty-values.js'

describe('compareNaturally', () => {
  // each list as go-yaml 2.4.3 sorts it
  const sorted = [
    {name: 'by the number of a run of digits', keys: ['a', 'a1', 'a01', 'a001', 'a2', 'a10']},
    {name: 'a zero inside a number by the whole number', keys: ['9', '10', '100', '109', '110', '1009']},
    {name: 'a zero behind zeros as a leading one', keys: ['0', '00', '000', '0001']},
    {name: 'letters behind everything else', keys: ['a-b', 'a.b', 'a_b', 'ab']},
    {name: 'capitals before small letters', keys: ['B', 'a', 'b']},
    {name: 'letters of any script', keys: ['_', 'z', 'ä', '日', '𐐀']},
    {name: 'digits of any script', keys: ['1', '9', '١']},
    {name: 'digits beyond 64 bits by what is left of them', keys: ['9223372036854775808', '1']},
    {name: 'characters that differ in the second half of a pair', keys: ['a\u{10400}', 'a\u{10401}']},
    {name: 'a pair and another character', keys: ['a\u{1f600}', 'a\u{10400}']},
  ]
  for (const {name, keys} of sorted) {
    it(`sorts ${name}`, () => {
      keys.forEach((a, i) => {
        keys.forEach((b, j) => {
          assert.equal(Math.sign(compareNaturally(a, b)), Math.sign(i - j), `${a} and ${b}`)
        })
      })
    })
  }

  it('turns around when the keys do', () => {
    fc.assert(
      fc.property(nastyText(), nastyText(), nastyText(), (start, a, b) => {
        assert.equal(Math.sign(compareNaturally(start + a, start + b)), -Math.sign(compareNaturally(start + b, start + a)) + 0)
      }),
    )
  })
})

describe('compareCodePoints', () => {
  it('sorts as the UTF-8 bytes do', () => {
    const text = nastyText().map(text => text.replace(/\p{Surrogate}/gu, ''))
    fc.assert(
      fc.property(text, text, text, (start, a, b) => {
        assert.equal(Math.sign(compareCodePoints(start + a, start + b)), Buffer.compare(Buffer.from(start + a), Buffer.from(start + b)))
      }),
    )
  })

  it('sorts a character beyond the Basic Multilingual Plane behind one within', () => {
    assert.ok(compareCodePoints('\uffee', '😀') < 0)
    assert.ok(compareCodePoints('a😀', 'a😁') < 0)
  })
})
