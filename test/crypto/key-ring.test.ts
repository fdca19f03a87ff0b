import assert from 'node:assert/strict'
import {createPrivateKey, createPublicKey, generateKeyPairSync} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {seal} from '../../src/crypto/envelope.js'
import {KeyRing, type Opened} from '../../src/crypto/key-ring.js'
import {Secret} from '../../src/secret.js'

const key = createPrivateKey(readFileSync('test/vectors/kubeseal/key.pem'))
const other = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey
const larger = generateKeyPairSync('rsa', {modulusLength: 3072}).privateKey
const envelope = seal(Secret.of('one'), 'shop/db', createPublicKey(key))
const text = (opened: Opened | string) => (typeof opened === 'string' ? opened : opened.value.reveal().toString())

describe('a ring of keys', () => {
  it('opens with whichever key fits, again and again', () => {
    const ring = new KeyRing([larger, other, key])
    assert.deepEqual([text(ring.open(envelope, 'shop/db')), text(ring.open(envelope, 'shop/db'))], ['one', 'one'])
    assert.equal(text(ring.open(seal(Secret.of('two'), '', createPublicKey(other)), '')), 'two')
    assert.equal(text(ring.open(envelope, 'shop/db')), 'one')
  })

  it('says what is wrong, damage behind an accepted key before a key that does not fit', () => {
    const damaged = Buffer.from(envelope)
    damaged[damaged.length - 1]! ^= 1
    assert.equal(new KeyRing([key, other]).open(damaged, 'shop/db'), 'tag-refused')
    assert.equal(new KeyRing([other, larger]).open(envelope, 'shop/db'), 'session-key-refused')
    assert.equal(new KeyRing([key]).open(envelope, 'shop/web'), 'session-key-refused')
    assert.equal(new KeyRing([key]).open(envelope.subarray(0, 100), 'shop/db'), 'too-short')
    assert.equal(new KeyRing([]).open(envelope, 'shop/db'), 'session-key-refused')
  })
})
