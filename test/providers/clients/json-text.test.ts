import assert from 'node:assert/strict'
import fc from 'fast-check'
import {jsonTextAt} from '../../../src/providers/clients/json-text.js'

describe('the text of a value inside JSON', () => {
  const cases: {text: string; keys: string[]; expected: string | undefined}[] = [
    {text: '{"a":1}', keys: [], expected: '{"a":1}'},
    {text: ' {"a" : 1.50 , "b":2}\n', keys: ['a'], expected: '1.50'},
    {text: '{"a":{"b":[1,{"c":"]}"}]},"b":0}', keys: ['a', 'b'], expected: '[1,{"c":"]}"}]'},
    {text: '{"a":"\\"}","b":"\\\\"}', keys: ['b'], expected: '"\\\\"'},
    {text: '{"\\u0061":9007199254740993}', keys: ['a'], expected: '9007199254740993'},
    {text: '{"a":1,"a":2}', keys: ['a'], expected: '2'},
    {text: '{"a":null,"b":true,"c":-1e9}', keys: ['c'], expected: '-1e9'},
    {text: '{"a":1}', keys: ['b'], expected: undefined},
    {text: '{"a":1}', keys: ['a', 'b'], expected: undefined},
    {text: '[1]', keys: ['0'], expected: undefined},
    {text: '{}', keys: ['__proto__'], expected: undefined},
  ]
  for (const {text, keys, expected} of cases)
    it(`at ${JSON.stringify(keys)} of ${text} is ${expected}`, () => assert.equal(jsonTextAt(text, keys), expected))

  it('is what JSON.parse finds there, whatever the layout', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        for (const [key, expected] of Object.entries(JSON.parse(text) as object))
          assert.deepEqual(JSON.parse(jsonTextAt(text, [key]) ?? 'no text'), expected)
      }),
    )
  })

  it('is found in a value of a megabyte, and in deep ones', () => {
    const long = `"${'x\\"'.repeat(500_000)}"`
    assert.equal(jsonTextAt(`{"a":${long},"b":1}`, ['a']), long)
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    assert.equal(jsonTextAt(`{"a":${deep},"b":1}`, ['b']), '1')
  })
})
