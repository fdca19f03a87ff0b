import assert from 'node:assert/strict'
import fc from 'fast-check'
import {labelFor} from '../../src/crypto/label.js'
import {applyValueChanges} from '../../src/seal/change/apply-value-changes.js'
import {changeItems, checkKnownKey, checkNewKey} from '../../src/seal/change/change-items.js'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import type {ValueChange} from '../../src/seal/change/value-changes.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import type {BoundSealedSecret} from '../../src/seal/open/open-sealed-secrets.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {oddFlowManifest, oddManifest} from '../support/odd-manifests.js'
import {openEnvelope} from '../support/open-envelope.js'
import {vectorKey, vectorPublicKey} from '../support/vectors.js'

// What the commands do between reading and writing the file, step by step; the file is its bytes.

/** The SealedSecret of a document; those of a generated file all have one name. */
function choose(bytes: Buffer, document: number): BoundSealedSecret {
  const file = findSealedSecrets({path: 'f.yaml', bytes, isNamed: true})
  const sealed = chooseSealedSecret({...file, objects: file.objects.slice(document, document + 1)}, {name: 'db', namespace: 'shop'})
  return {sealed, binding: bindingOf(sealed, 'shop')}
}

function set(bytes: Buffer, document: number, key: string, value: Buffer): Buffer {
  checkNewKey(key)
  const {sealed, binding} = choose(bytes, document)
  const ciphertext = sealOne({value: Secret.of(value), label: labelFor(binding)}, vectorPublicKey)
  return Buffer.from(changeItems([{sealed, change: {kind: 'set', key, value: ciphertext}}]))
}

function unset(bytes: Buffer, document: number, key: string): Buffer {
  const {sealed} = choose(bytes, document)
  checkKnownKey(sealed, key)
  return Buffer.from(changeItems([{sealed, change: {kind: 'remove', key}}]))
}

function edit(bytes: Buffer, document: number, changes: readonly ValueChange[]): Buffer {
  const bound = choose(bytes, document)
  return Buffer.from(applyValueChanges(bound, choose(bytes, document), changes, vectorPublicKey))
}

function opened(bytes: Buffer, document: number, key: string): Buffer | undefined {
  const {sealed, binding} = choose(bytes, document)
  const item = sealed.items.find(one => one.key === key)
  return openEnvelope(Buffer.from(item?.ciphertext ?? '', 'base64'), labelFor(binding), vectorKey).plaintext
}

const newKey = fc.stringMatching(/^[-._a-zA-Z0-9]{1,20}$/).filter(key => key !== '.' && !key.startsWith('..'))
const value = fc.uint8Array({maxLength: 40}).map(bytes => Buffer.from(bytes))

for (const [form, manifests] of [
  ['block style', oddManifest],
  ['flow style and JSON', oddFlowManifest],
] as const) {
  describe(`a SealedSecret in ${form}`, () => {
    const place = fc.tuple(manifests, fc.nat()).map(([{text, keys}, nth]) => {
      const document = nth % keys.length
      return {bytes: Buffer.from(text), document, own: keys[document] ?? []}
    })

    it('is byte for byte what it was after set and unset of a new key', () => {
      fc.assert(
        fc.property(place, newKey, value, ({bytes, document, own}, key, plaintext) => {
          fc.pre(!own.includes(key))
          const changed = set(bytes, document, key, plaintext)
          assert.deepEqual(opened(changed, document, key), plaintext)
          assert.deepEqual(unset(changed, document, key).toString(), bytes.toString())
        }),
        {numRuns: 300},
      )
    })

    it('is what it was after two edits, one of which takes back what the other did', () => {
      fc.assert(
        fc.property(place, newKey, newKey, value, ({bytes, document, own}, key, other, plaintext) => {
          fc.pre(key !== other && !own.includes(key) && !own.includes(other))
          const changed = edit(bytes, document, [
            {kind: 'set', key, value: Secret.of(plaintext)},
            {kind: 'set', key: other, value: Secret.of(plaintext)},
          ])
          for (const one of [key, other]) assert.deepEqual(opened(changed, document, one), plaintext)
          const back = edit(changed, document, [
            {kind: 'remove', key},
            {kind: 'remove', key: other},
          ])
          assert.equal(back.toString(), bytes.toString())
        }),
        {numRuns: 200},
      )
    })

    it('is what it was after an edit that changes nothing', () => {
      fc.assert(
        fc.property(place, ({bytes, document}) => {
          assert.equal(edit(bytes, document, []).toString(), bytes.toString())
        }),
        {numRuns: 50},
      )
    })
  })
}
