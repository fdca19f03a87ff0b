import assert from 'node:assert/strict'
import fc from 'fast-check'
import {base64Runs, decodeBase64} from '../../src/scan/base64.js'
import {Text} from '../../src/scan/text.js'

const runsIn = (text: string) => [...base64Runs(Buffer.from(text))].map(({start, end}) => text.slice(start, end))
const encode = (text: string) => Buffer.from(text).toString('base64')

describe('base64', () => {
  it('is found where it decodes to text, wherever it stands', () => {
    const secret = encode('a text of some length')
    assert.deepEqual(runsIn(`key: ${secret}\n`), [secret])
    assert.deepEqual(runsIn(`"${secret}","${secret}"`), [secret, secret])
    assert.deepEqual(runsIn(secret), [secret])
  })
  it('is not what decodes to bytes, nor what is short', () => {
    assert.deepEqual(runsIn(Buffer.alloc(60, 200).toString('base64')), [])
    assert.deepEqual(runsIn('com/example/some/very/long/path/of/names/and/more'), [])
    assert.deepEqual(runsIn(encode('too short')), [])
  })
  it('is found whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ -~]{18,60}$/),
        fc.stringMatching(/^[ .:"\n-]{0,50}$/),
        fc.stringMatching(/^[ .:"\n-]{0,50}$/),
        (text, before, after) => {
          const packed = encode(text).replace(/=+$/, '')
          assert.deepEqual(runsIn(`${before}"${packed}"${after}`), packed.length < 24 ? [] : [packed])
        },
      ),
    )
  })
  it('knows the way back to the digits that hold each byte', () => {
    const text = Text.ofFile(Buffer.from(`x: ${encode('hello world')}`))
    const decoded = decodeBase64(text.slice(3, text.content.length))
    assert.equal(decoded?.content, 'hello world')
    // bytes 0 to 3 are digits 0 to 4; byte 4 is digits 5 and 6
    assert.deepEqual(decoded?.rangeInFile(0, 3), {start: 3, end: 7})
    assert.deepEqual(decoded?.rangeInFile(4, 5), {start: 8, end: 10})
  })
  it('may be wrapped', () => {
    const packed = encode('hello wide world')
    const wrapped = `${packed.slice(0, 6)}\n  ${packed.slice(6, 12)}\n  ${packed.slice(12)}`
    const decoded = decodeBase64(Text.ofFile(Buffer.from(wrapped)))
    assert.equal(decoded?.content, 'hello wide world')
    assert.deepEqual(decoded?.rangeInFile(0, 16), {start: 0, end: wrapped.length - 2})
  })
  it('is refused where it is none', () => {
    for (const text of ['', 'a', 'not base64!', 'abcde', '===='])
      assert.equal(decodeBase64(Text.ofFile(Buffer.from(text))), undefined, text)
  })
})
