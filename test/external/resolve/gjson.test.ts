import assert from 'node:assert/strict'
import fc from 'fast-check'
import {gjsonText, PathUnsupported} from '../../../src/external/resolve/json/gjson.js'

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const utf8 = (bytes: string | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes, 'latin1').toString('utf8'))

// Expected values follow https://github.com/tidwall/gjson/blob/v1.18.0/gjson.go (Get and Result.String).
const table: {name: string; json: string; path: string; expected: string | undefined}[] = [
  {name: 'a text without its quotes', json: '{"a": "x"}', path: 'a', expected: 'x'},
  {name: 'a whole number as it stands', json: '{"a": 12345678901234567890}', path: 'a', expected: '12345678901234567890'},
  {name: 'a negative whole number as it stands', json: '{"a": -0}', path: 'a', expected: '-0'},
  {name: 'a fraction as a float prints', json: '{"a": 1.50}', path: 'a', expected: '1.5'},
  {name: 'a fraction of zeros as a whole number', json: '{"a": 2.0}', path: 'a', expected: '2'},
  {name: 'an exponent written out', json: '{"a": 1e3}', path: 'a', expected: '1000'},
  {name: 'a large exponent written out', json: '{"a": 1.5e25}', path: 'a', expected: '15000000000000000000000000'},
  {name: 'a small one too', json: '{"a": 1.5e-9}', path: 'a', expected: '0.0000000015'},
  {name: 'an exponent beyond float64', json: '{"a": 1e999}', path: 'a', expected: '+Inf'},
  {name: 'null as nothing', json: '{"a": null}', path: 'a', expected: ''},
  {name: 'an object as it stands', json: '{"a": { "b" :1 } }', path: 'a', expected: '{ "b" :1 }'},
  {name: 'the first of equal keys', json: '{"a": 1, "a": 2}', path: 'a', expected: '1'},
  {name: 'the second of equal keys where the first has no such member', json: '{"a": {"x": 1}, "a": {"b": 2}}', path: 'a.b', expected: '2'},
  {name: 'a key with escapes', json: '{"a\\u002fb": "x"}', path: 'a/b', expected: 'x'},
  {name: 'a key with escaped dots', json: '{"a.b": {"c.d": "x"}}', path: 'a\\.b.c\\.d', expected: 'x'},
  {name: 'an index', json: '{"a": ["x", ["y"]]}', path: 'a.1.0', expected: 'y'},
  {name: 'an index with zeros in front', json: '["x", "y"]', path: '01', expected: 'y'},
  {name: 'an index past the end', json: '["x"]', path: '1', expected: undefined},
  {name: 'a name in a list', json: '["x"]', path: 'x', expected: undefined},
  {name: 'an index on an object, which is a key', json: '{"0": "x"}', path: '0', expected: 'x'},
  {name: 'a member of a text', json: '{"a": "x"}', path: 'a.b', expected: undefined},
  {name: 'a surrogate pair', json: '{"a": "\\ud83d\\ude00"}', path: 'a', expected: '😀'},
  {name: 'half a pair', json: '{"a": "\\ud83dx"}', path: 'a', expected: '\uFFFDx'},
  {name: 'half a pair before another escape, which goes with it', json: '{"a": "\\ud83d\\u0041x"}', path: 'a', expected: '\uFFFDx'},
  {name: 'JSON behind other text', json: 'password: {"a": "x"}', path: 'a', expected: 'x'},
  {name: 'what breaks off', json: '{"a": "x", "b', path: 'a', expected: 'x'},
  {name: 'what breaks off before the value', json: '{"a": "x', path: 'a', expected: undefined},
  {name: 'no JSON at all', json: '{bad', path: 'bad', expected: undefined},
  {name: 'brackets in texts', json: '{"x": {"y": "}]{\\"["}, "a": "z"}', path: 'a', expected: 'z'},
  {name: 'a key with # in it', json: '{"a#b": "x"}', path: 'a#b', expected: 'x'},
  {name: 'a key with @ in its middle', json: '{"a@b": "x"}', path: 'a@b', expected: 'x'},
  {name: 'a key that is one @', json: '{"@": "x"}', path: '@', expected: 'x'},
  {name: 'bytes that are not ASCII', json: '{"ключ": "ü"}', path: 'ключ', expected: 'ü'},
]

describe('gjsonText', () => {
  for (const {name, json, path, expected} of table)
    it(`reads ${name}`, () => assert.equal(utf8(gjsonText(latin1(json), latin1(path))), expected))

  for (const path of ['a.#', '#', 'a.*', 'a?', 'a|b', '@this', 'a.@keys', '{a,b}', '[a,b]', '!true', 'a.#(b=="c")', '..0', 'a.{b}']) {
    it(`leaves ${path} to ESO`, () => assert.throws(() => gjsonText('{"a": [{"b": 1}]}', path) ?? gjsonText('[1]', path), PathUnsupported))
  }

  it('finds every text that JSON.stringify wrote', () => {
    const json = fc.dictionary(
      fc.string({unit: 'grapheme', minLength: 1}),
      fc.oneof(fc.string({unit: 'grapheme'}), fc.object(), fc.array(fc.string())),
    )
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = latin1(JSON.stringify(value, undefined, indent))
        for (const [key, member] of Object.entries(value)) {
          if (typeof member !== 'string') continue
          const path = latin1(key).replace(/[\\.*?|@!{}[\]#]/g, '\\$&')
          if (/[*?|]/.test(path) || path.startsWith('\\@') || key.startsWith('..')) continue
          assert.equal(utf8(gjsonText(text, path)), member)
        }
      }),
    )
  })

  it('ends in time on hostile text', () => {
    const started = performance.now()
    gjsonText('['.repeat(1_000_000), '0.0')
    gjsonText(`{"a": ${'{"b":'.repeat(100_000)}`, 'x')
    gjsonText(`{"${'\\'.repeat(1_000_000)}`, 'x')
    assert.ok(performance.now() - started < 2000)
  })
})
