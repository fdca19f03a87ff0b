import assert from 'node:assert/strict'
import {createPublicKey, generateKeyPairSync} from 'node:crypto'
import {fingerprintOf} from '../../src/crypto/fingerprint.js'
import {GsecError} from '../../src/errors.js'
import {readSealedSecret} from '../../src/manifest/sealed-secret-manifest.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {FaultExplainer} from '../../src/seal/open/explain-fault.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {KnownNames} from '../../src/seal/open/known-names.js'
import {openHere} from '../../src/seal/open/open-values.js'
import type {UnsealingKey} from '../../src/seal/open/read-key-file.js'
import {findStale} from '../../src/seal/reseal/find-stale.js'
import {laterKey, newestKey, requireKeyOf} from '../../src/seal/reseal/newest-key.js'
import {renewOffline} from '../../src/seal/reseal/renew-offline.js'
import {resealedFiles} from '../../src/seal/reseal/reseal-files.js'
import {resealReport} from '../../src/seal/reseal/reseal-report.js'
import {sealHere, sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'

function key(name: string, notBefore?: string, isRetired = false): UnsealingKey {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  const publicKey = createPublicKey(privateKey)
  return {
    key: privateKey,
    fingerprint: fingerprintOf(publicKey),
    where: name,
    notBefore: notBefore ? new Date(notBefore) : undefined,
    isRetired,
  }
}
const usage = (message: RegExp) => (error: unknown) => error instanceof GsecError && error.code === 'USAGE' && message.test(error.message)

describe('resealing with keys', () => {
  const old = key('old', '2026-01-01')
  const fresh = key('new', '2026-02-01')
  const sealedFor = (one: UnsealingKey, value: string, label = 'shop/db') =>
    sealOne({value: Secret.of(value), label}, createPublicKey(one.key))
  const manifest = (values: Record<string, string>, name = 'db') =>
    `kind: SealedSecret\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  encryptedData:\n${Object.entries(values)
      .map(([item, value]) => `    ${item}: ${value} # kept\n`)
      .join('')}`
  const bound = (text: string) =>
    findSealedSecrets({path: 'f.yaml', bytes: Buffer.from(text), isNamed: true}).objects.map(object => {
      const sealed = readSealedSecret(object)
      return {sealed, binding: bindingOf(sealed)}
    })
  const keys = [old, fresh]
  const search = {keys, explainer: new FaultExplainer(keys, () => KnownNames.of([])), openValues: openHere}
  const certificate = {publicKey: createPublicKey(fresh.key), fingerprint: fresh.fingerprint}
  const renew = renewOffline({...search, certificateFor: async () => certificate, sealValues: sealHere})

  it('sorts values by the key that they are for', async () => {
    const text = manifest({a: sealedFor(old, 'x'), b: sealedFor(fresh, 'y'), c: sealedFor(old, 'z', 'shop/web')})
    const [sorted] = await findStale(bound(text), {...search, newestFor: async () => fresh})
    assert.deepEqual(
      sorted?.stale.map(({item}) => item.key),
      ['a'],
    )
    assert.deepEqual(
      sorted?.fresh.map(({item}) => item.key),
      ['b'],
    )
    assert.deepEqual(
      sorted?.faults.map(({key: item, reason}) => [item, reason]),
      [['c', 'other-place']],
    )
  })

  it('changes stale ciphertexts and no other byte', async () => {
    const stays = sealedFor(fresh, 'y')
    const text = `${manifest({a: sealedFor(old, 'x'), b: stays})}---\n${manifest({c: sealedFor(old, 'z', 'shop/web')}, 'web')}`
    const renewals = await renew(bound(text))
    const [file, second] = resealedFiles(renewals)
    assert.ok(file && !second)
    assert.deepEqual([file.path, file.values], ['f.yaml', 2])
    const masked = (one: string) => one.replace(/^( {4}[ac]: )\S+/gm, '$1…')
    assert.equal(masked(file.text), masked(text))
    assert.ok(file.text.includes(stays))
    const again = await renew(bound(file.text))
    assert.deepEqual(
      again.map(({renewed, fresh: count}) => [renewed.size, count]),
      [
        [0, 2],
        [0, 1],
      ],
    )
    assert.deepEqual(resealedFiles(again), [])
  })

  it('reports keys by file and name, and never a value', async () => {
    const renewals = await renew(bound(manifest({a: sealedFor(old, 'x'), b: 'AA=='})))
    const report = resealReport(
      renewals.map(one => ({...one, staleKeys: [...one.renewed.keys()]})),
      false,
    )
    assert.deepEqual(report, {
      stale: [{file: 'f.yaml', name: 'db', namespace: 'shop', keys: ['a']}],
      fresh: 0,
      faults: [
        {
          where: 'f.yaml:6:8',
          name: 'db',
          namespace: 'shop',
          key: 'b',
          reason: 'cut-off',
          message: 'the value of b is cut off: it is shorter than its own length says',
        },
      ],
      written: false,
    })
  })

  describe('knows the newest key', () => {
    it('by the dates of certificates, of those that are in use', () => {
      assert.equal(newestKey([old, fresh]), fresh)
      assert.equal(newestKey([fresh, old]), fresh)
      assert.equal(newestKey([old, key('retired', '2026-03-01', true)]), old)
    })

    it('when it is the only one, with a date or without', () => {
      const only = key('only')
      assert.equal(newestKey([only]), only)
      assert.equal(newestKey([only, key('retired', '2026-03-01', true)]), only)
    })

    it('not without dates', () => {
      assert.throws(
        () => newestKey([old, key('undated')]),
        usage(/^there is no telling which values are fresh: which of the keys is the newest/),
      )
      assert.throws(() => newestKey([key('retired', '2026-03-01', true)]), usage(/no telling/))
    })

    it('and calls nothing stale without it', () => {
      requireKeyOf(fresh.fingerprint, keys, 'here')
      assert.throws(
        () => requireKeyOf(fresh.fingerprint, [old], 'here'),
        usage(/the private key of the certificate is not among those of --key$/),
      )
    })

    it('and warns when a later one is at hand', () => {
      assert.equal(laterKey(old.fingerprint, keys)?.where, 'new')
      assert.equal(laterKey(fresh.fingerprint, keys), undefined)
      assert.ok(!laterKey(key('undated').fingerprint, keys))
      assert.equal(laterKey(old.fingerprint, [old, key('retired', '2026-03-01', true), key('undated')]), undefined)
    })
  })
})
