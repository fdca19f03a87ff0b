import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {open, readFrame, seal} from '../../src/crypto/envelope.js'
import {Secret} from '../../src/secret.js'
import {openEnvelope} from '../support/open-envelope.js'
import {vectorKey, vectorPublicKey} from '../support/vectors.js'

const folder = new URL('../vectors/envelope/', import.meta.url)
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')

/** The words of the vectors for what `open` answers. */
const words = {'too-short': 'too short', 'session-key-refused': 'session key refused', 'tag-refused': 'tag refused'} as const

function readVector(name: string) {
  const [head = '', body = ''] = readFileSync(new URL(name, folder), 'utf8').split('\n\n')
  const field: Record<string, string> = Object.fromEntries(head.split('\n').map(line => line.split(/: ?(.*)/s)))
  return {field, envelope: Buffer.from(body, 'base64')}
}

describe('envelope', () => {
  for (const name of readdirSync(folder)) {
    const {field, envelope} = readVector(name)
    it(`vector ${name}: ${field['expect']}`, () => {
      const result = open(envelope, field['label'] ?? '', vectorKey)
      assert.equal(result instanceof Secret ? 'success' : words[result], field['expect'])
      assert.equal(result instanceof Secret ? sha256(result.reveal()) : undefined, field['plaintext'])
    })

    it(`vector ${name} means the same to the reader written apart from it`, () => {
      const {outcome, plaintext} = openEnvelope(envelope, field['label'] ?? '', vectorKey)
      assert.equal(outcome, field['expect'])
      assert.equal(plaintext && sha256(plaintext), field['plaintext'])
    })
  }

  for (const label of ['ns/name', 'ns', '', 'łódź/ü']) {
    for (const length of [0, 1, 15, 16, 17, 65_536]) {
      it(`seals ${length} bytes under "${label}" so that they open`, () => {
        const value = Buffer.alloc(length, 'é\0x')
        const {outcome, plaintext} = openEnvelope(seal(Secret.of(value), label, vectorPublicKey), label, vectorKey)
        assert.equal(outcome, 'success')
        assert.deepEqual(plaintext, value)
      })
    }
  }

  it('has the layout that the controller reads: length, wrapped key, ciphertext of the same length, tag', () => {
    const envelope = seal(Secret.of('four'), 'ns/name', vectorPublicKey)
    assert.equal(envelope.length, 2 + 256 + 4 + 16)
    assert.equal(envelope.readUInt16BE(0), 256)
    assert.deepEqual(readFrame(envelope), {
      wrappedKey: envelope.subarray(2, 258),
      ciphertext: envelope.subarray(258, 262),
      tag: envelope.subarray(262),
    })
  })

  it('never gives the same bytes twice, in no part', () => {
    const [one, other] = [0, 1].map(() => readFrame(seal(Secret.of('x'.repeat(16)), '', vectorPublicKey))!)
    for (const part of ['wrappedKey', 'ciphertext', 'tag'] as const) assert.notDeepEqual(one![part], other![part])
  })

  it('opens whatever it sealed, under its own label alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.string(), fc.string(), (bytes, label, other) => {
        const envelope = seal(Secret.of(bytes), label, vectorPublicKey)
        const opened = open(envelope, label, vectorKey)
        assert.ok(opened instanceof Secret)
        assert.deepEqual(opened.reveal(), Buffer.from(bytes))
        if (Buffer.from(other).compare(Buffer.from(label)) !== 0) assert.equal(open(envelope, other, vectorKey), 'session-key-refused')
      }),
      {numRuns: 30},
    )
  })

  it('answers a refusal for any damaged bytes, and never throws', () => {
    const envelope = seal(Secret.of('value'), 'ns/name', vectorPublicKey)
    fc.assert(
      fc.property(fc.nat(envelope.length - 1), fc.integer({min: 1, max: 255}), fc.nat(envelope.length), (at, mask, length) => {
        const damaged = Buffer.from(envelope)
        damaged[at]! ^= mask
        assert.equal(typeof open(damaged.subarray(0, length), 'ns/name', vectorKey), 'string')
      }),
      {numRuns: 60},
    )
  })
})
