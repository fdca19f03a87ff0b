import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {isBase60, resolvePlain} from '../../src/manifest/resolve-plain.js'

const recorded = JSON.parse(readFileSync('test/vectors/emit/plain.json', 'utf8')) as Record<string, string[]>

describe('resolvePlain', () => {
  for (const [kind, texts] of Object.entries(recorded)) {
    it(`takes for ${kind} what go-yaml does`, () => {
      assert.deepEqual(
        texts.map(text => [text, resolvePlain(text)]),
        texts.map(text => [text, kind]),
      )
    })
  }
})

describe('isBase60', () => {
  const cases = [
    {name: 'minutes and seconds', text: '1:30', expected: true},
    {name: 'a sign, underscores and a fraction', text: '-1_90:20:30.5_', expected: true},
    {name: 'sixty', text: '1:60', expected: false},
    {name: 'an address with a port', text: '10.0.0.1:443', expected: false},
    {name: 'a number without a colon', text: '130', expected: false},
  ]
  for (const {name, text, expected} of cases) {
    it(`${expected ? 'accepts' : 'ignores'} ${name}`, () => assert.equal(isBase60(text), expected))
  }
})
