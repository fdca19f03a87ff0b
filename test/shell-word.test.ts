import assert from 'node:assert/strict'
import {shellWord} from '../src/shell-word.js'

describe('a word for a shell', () => {
  for (const {word, expected} of [
    {word: 'keys/tls.key', expected: 'keys/tls.key'},
    {word: 'prod key.pem', expected: "'prod key.pem'"},
    {word: "it's", expected: "'it'\\''s'"},
    {word: '$(id)', expected: "'$(id)'"},
    {word: '', expected: "''"},
  ]) {
    it(`${word || 'empty'}: ${expected}`, () => assert.equal(shellWord(word), expected))
  }
})
