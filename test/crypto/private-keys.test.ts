import assert from 'node:assert/strict'
import {generateKeyPairSync, type KeyObject} from 'node:crypto'
import {readFirstPrivateKey, readPrivateKeys} from '../../src/crypto/private-keys.js'
import {GsecError} from '../../src/errors.js'
import {derOf, pemBlock, vector, vectorKey, vectorPublicKey} from '../support/vectors.js'

const other = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey
const ec = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey
const ed = generateKeyPairSync('ed25519').privateKey
const pss = generateKeyPairSync('rsa-pss', {modulusLength: 2048}).privateKey
const pkcs1 = (key: KeyObject) => key.export({type: 'pkcs1', format: 'pem'}).toString()
const pkcs8 = (key: KeyObject) => key.export({type: 'pkcs8', format: 'pem'}).toString()
const sec1 = ec.export({type: 'sec1', format: 'pem'}).toString()
const passphrase = 'x'
const encrypted1 = vectorKey.export({type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase}).toString()
const encrypted8 = vectorKey.export({type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase}).toString()
const ours = pkcs1(vectorKey)
const theirs = pkcs1(other)
const damaged = pemBlock('RSA PRIVATE KEY', derOf(theirs).subarray(0, 600))
const renamed = (pem: string, type: string) => pem.replaceAll(/(?<=BEGIN |END )[A-Z ]+(?=-)/g, type)

// `all`: how many keys, or why none. `first`: what kubeseal 0.36.6 --recovery-unseal did with the same file and a
// SealedSecret for our key: it opened it, it held another key, or it had none.
const cases: {name: string; input: string; all: number | string; first: 'ours' | 'theirs' | 'none'}[] = [
  {name: 'PKCS#1', input: ours, all: 1, first: 'ours'},
  {name: 'PKCS#8', input: pkcs8(vectorKey), all: 1, first: 'ours'},
  {name: 'CRLF', input: ours.replaceAll('\n', '\r\n'), all: 1, first: 'ours'},
  {name: 'a PEM header', input: ours.replace('-----\n', '-----\nComment: b\n\n'), all: 1, first: 'ours'},
  {name: 'two keys', input: ours + theirs, all: 2, first: 'ours'},
  {name: 'two keys in both forms', input: theirs + pkcs8(vectorKey), all: 2, first: 'theirs'},
  {name: 'a certificate before the key', input: vector('kubeseal/cert.pem') + ours, all: 1, first: 'ours'},
  {name: 'a public key before the key', input: vectorPublicKey.export({type: 'spki', format: 'pem'}) + ours, all: 1, first: 'ours'},
  {name: 'parameters before the key', input: pemBlock('EC PARAMETERS', Buffer.of(6, 1, 0)) + ours, all: 1, first: 'ours'},
  {name: 'an EC key before it', input: sec1 + ours, all: 'holds a private key that is not RSA', first: 'none'},
  {name: 'an EC key in PKCS#8 before it', input: pkcs8(ec) + ours, all: 'holds a private key that is not RSA', first: 'none'},
  {name: 'an Ed25519 key before it', input: pkcs8(ed) + ours, all: 'holds a private key that is not RSA', first: 'none'},
  {
    name: 'an RSA-PSS key before it, which Go cannot read',
    input: pkcs8(pss) + ours,
    all: 'holds a private key that is not RSA',
    first: 'ours',
  },
  {
    name: 'a kind nobody knows before it',
    input: renamed(theirs, 'ANY PRIVATE KEY') + ours,
    all: 'holds a private key that is not RSA',
    first: 'ours',
  },
  {name: 'an EC key alone', input: sec1, all: 'holds a private key that is not RSA', first: 'none'},
  {name: 'an encrypted PKCS#1 key before it', input: encrypted1 + ours, all: 'holds an encrypted private key', first: 'ours'},
  {name: 'an encrypted PKCS#8 key before it', input: encrypted8 + ours, all: 'holds an encrypted private key', first: 'ours'},
  {name: 'an encrypted key alone', input: encrypted8, all: 'holds an encrypted private key', first: 'none'},
  {
    name: 'an OpenSSH key alone',
    input: renamed(theirs, 'OPENSSH PRIVATE KEY'),
    all: "holds a private key in OpenSSH's own form",
    first: 'none',
  },
  {name: 'a damaged key before it', input: damaged + ours, all: 'holds a damaged private key', first: 'ours'},
  {name: 'PKCS#1 under the name of PKCS#8', input: renamed(ours, 'PRIVATE KEY'), all: 'holds a damaged private key', first: 'none'},
  {name: 'EC under the name of PKCS#1', input: renamed(pkcs8(ec), 'RSA PRIVATE KEY'), all: 'holds a damaged private key', first: 'none'},
  {
    name: 'PKCS#8 under the name of PKCS#1, which OpenSSL reads',
    input: renamed(pkcs8(vectorKey), 'RSA PRIVATE KEY'),
    all: 1,
    first: 'none',
  },
  {
    name: 'bytes after the key, which OpenSSL passes over',
    input: pemBlock('RSA PRIVATE KEY', Buffer.concat([derOf(ours), Buffer.of(0, 1)])),
    all: 1,
    first: 'none',
  },
  {name: 'a key that is cut off', input: ours.slice(0, 300), all: 'holds a damaged private key', first: 'none'},
  {
    name: 'a certificate alone',
    input: vector('kubeseal/cert.pem').toString(),
    all: 'holds a certificate, but no private key',
    first: 'none',
  },
  {
    name: 'a public key alone',
    input: vectorPublicKey.export({type: 'spki', format: 'pem'}).toString(),
    all: 'holds a public key, not a private one',
    first: 'none',
  },
  {name: 'a word', input: 'hello', all: 'holds no private key', first: 'none'},
  {name: 'another block', input: pemBlock('X', Buffer.of(1)), all: 'holds no private key', first: 'none'},
  {name: 'nothing', input: '', all: 'is empty', first: 'none'},
]

function readAll(input: string): number | string {
  try {
    const keys = readPrivateKeys(Buffer.from(input), 'k.pem')
    assert.ok(keys.every(key => key.type === 'private' && key.asymmetricKeyType === 'rsa'))
    return keys.length
  } catch (error) {
    assert.ok(error instanceof GsecError && error.code === 'KEY_INVALID' && error.where === 'k.pem' && error.hint, String(error))
    return error.message
  }
}

describe('a key file', () => {
  for (const {name, input, all, first} of cases) {
    it(`${name}: all keys: ${all}`, () => assert.equal(readAll(input), all))

    it(`${name}: kubeseal's key: ${first}`, () => {
      const key = readFirstPrivateKey(Buffer.from(input))
      assert.equal(key === undefined ? 'none' : key.equals(vectorKey) ? 'ours' : 'theirs', first)
    })
  }

  it('gives its keys in the order of the file', () => {
    const [first, second] = readPrivateKeys(Buffer.from(theirs + ours))
    assert.ok(first?.equals(other) && second?.equals(vectorKey))
  })
})
