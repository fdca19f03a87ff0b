import assert from 'node:assert/strict'
import {generateKeyPairSync} from 'node:crypto'
import {fingerprintOf, parseFingerprint, sshFingerprintOf} from '../../src/crypto/fingerprint.js'
import {vectorPublicKey} from '../support/vectors.js'

const HEX = '5139f88622289d35fe455a8f4cea8b8a02b0a56b326e4516f21e4d8383992b0a'
const BASE64 = 'rO0xvSd+O2XAXPfoODzh9vPQl+50ITy8SXv4YwP8W2c'

describe('the fingerprint of a key', () => {
  it('is that of openssl and of ssh-keygen', () => {
    assert.equal(fingerprintOf(vectorPublicKey), `sha256:${HEX}`)
    assert.equal(sshFingerprintOf(vectorPublicKey), `SHA256:${BASE64}`)
  })

  it('keeps its length and form for any key', () => {
    const {publicKey} = generateKeyPairSync('rsa', {modulusLength: 1024, publicExponent: 3})
    assert.match(fingerprintOf(publicKey), /^sha256:[0-9a-f]{64}$/)
    assert.match(sshFingerprintOf(publicKey), /^SHA256:[A-Za-z0-9+/]{43}$/)
  })

  for (const {name, input, expected} of [
    {name: 'hex', input: `sha256:${HEX}`, expected: `sha256:${HEX}`},
    {
      name: 'hex in upper case with colons, as openssl prints it',
      input: `SHA256:${HEX.toUpperCase().replace(/..(?=.)/g, '$&:')}`,
      expected: `sha256:${HEX}`,
    },
    {name: 'blanks around it', input: ` sha256:${HEX}\n`, expected: `sha256:${HEX}`},
    {name: 'base64', input: `SHA256:${BASE64}`, expected: `SHA256:${BASE64}`},
    {name: 'base64 with padding', input: `sha256:${BASE64}=`, expected: `SHA256:${BASE64}`},
    {name: 'hex without the name of the hash', input: HEX, expected: undefined},
    {name: 'another hash', input: `sha1:${HEX.slice(0, 40)}`, expected: undefined},
    {name: 'one digit too few', input: `sha256:${HEX.slice(1)}`, expected: undefined},
    {name: 'one digit too many', input: `sha256:${HEX}0`, expected: undefined},
    {name: 'one character of base64 too few', input: `SHA256:${BASE64.slice(1)}`, expected: undefined},
    {name: 'the alphabet of URLs', input: `SHA256:${BASE64.replace('+', '-')}`, expected: undefined},
    {name: 'the shortened form of documents', input: 'sha256:3ea852…', expected: undefined},
    {name: 'nothing', input: '', expected: undefined},
  ]) {
    it(`reads ${name}: ${expected ? 'yes' : 'no'}`, () => assert.equal(parseFingerprint(input), expected))
  }
})
