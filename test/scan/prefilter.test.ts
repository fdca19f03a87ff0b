import assert from 'node:assert/strict'
import fc from 'fast-check'
import {Prefilter} from '../../src/scan/prefilter.js'

function found(words: readonly string[], text: string): [word: number, end: number][] {
  const all: [number, number][] = []
  new Prefilter(words).search(Buffer.from(text, 'latin1'), (word, end) => all.push([word, end]))
  return all
}

function foundNaively(words: readonly string[], text: string): [word: number, end: number][] {
  const folded = text.replace(/[A-Z]/g, letter => letter.toLowerCase())
  const all: [number, number][] = []
  for (let end = 0; end <= text.length; end++) {
    words.forEach((word, index) => {
      if (folded.slice(0, end).endsWith(word)) all.push([index, end])
    })
  }
  return all
}

const sorted = (hits: [number, number][]) => hits.sort(([a, b], [c, d]) => b - d || a - c)

describe('the prefilter', () => {
  it('finds words in either case, also within and across each other', () => {
    assert.deepEqual(sorted(found(['she', 'he', 'hers'], 'uSHErs')), [
      [0, 4],
      [1, 4],
      [2, 6],
    ])
  })
  it('finds what a search for each word finds', () => {
    const word = fc.stringMatching(/^[ab:_-]{1,5}$/)
    fc.assert(
      fc.property(fc.uniqueArray(word, {minLength: 1, maxLength: 12}), fc.stringMatching(/^[abAB:_\-x\xff]{0,60}$/), (words, text) => {
        assert.deepEqual(sorted(found(words, text)), sorted(foundNaively(words, text)))
      }),
      {numRuns: 1000},
    )
  })
  it('finds nothing without words', () => {
    assert.deepEqual(found([], 'abc'), [])
  })
})
