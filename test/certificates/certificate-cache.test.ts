import assert from 'node:assert/strict'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {type CacheKey, CertificateCache, isFresh} from '../../src/certificates/certificate-cache.js'
import {readCertificate} from '../../src/crypto/certificate.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const certificate = readCertificate(vector('kubeseal/cert.pem'))
const key: CacheKey = {server: 'https://a.test', authority: 'x', place: {namespace: 'kube-system', name: 'sealed-secrets-controller'}}
const fetchedAt = new Date('2026-11-23T12:00:00Z')
const entry = {certificate, fetchedAt, place: {namespace: 'seals', name: 'sealed-secrets'}}
const empty = () => new CertificateCache(path.join(temporaryFolder(), 'gsec'))

describe('the certificate cache', () => {
  it('gives back what was kept', () => {
    const cache = empty()
    assert.equal(cache.read(key), undefined)
    cache.write(key, entry)
    const found = cache.read(key)
    assert.equal(found?.certificate.pem, certificate.pem)
    assert.deepEqual({fetchedAt: found?.fetchedAt, place: found?.place}, {fetchedAt, place: entry.place})
    assert.equal(cache.refusal, undefined)
  })

  const others: {name: string; other: CacheKey}[] = [
    {name: 'server', other: {...key, server: 'https://b.test'}},
    {name: 'certificate authority', other: {...key, authority: 'y'}},
    {name: 'namespace', other: {...key, place: {...key.place, namespace: 'seals'}}},
    {name: 'Service', other: {...key, place: {...key.place, name: 'sealed-secrets'}}},
  ]
  for (const {name, other} of others) {
    it(`keeps those of another ${name} apart`, () => {
      const cache = empty()
      cache.write(key, entry)
      assert.equal(cache.read(other), undefined)
    })
  }

  it('takes what is damaged, or of another key, for nothing', () => {
    const folder = path.join(temporaryFolder(), 'gsec')
    const cache = new CertificateCache(folder)
    cache.write(key, entry)
    const [file = ''] = readdirSync(folder)
    const text = readFileSync(path.join(folder, file), 'utf8')
    const damages = [
      '',
      '{',
      'null',
      '[]',
      text.replace('a.test', 'evil.test'),
      text.replace('"version": 1', '"version": 2'),
      text.replace('MII', 'XXX'),
      text.replace('2026-', 'soon'),
    ]
    for (const damage of damages) {
      assert.notEqual(damage, text)
      writeFileSync(path.join(folder, file), damage)
      assert.equal(cache.read(key), undefined, damage.slice(0, 40))
    }
    assert.equal(cache.refusal, undefined)
  })

  it('is not used, and says why, when its folder is not what gsec made', () => {
    const cache = new CertificateCache(path.join(temporaryFolder({gsec: ''}), 'gsec'))
    assert.equal(cache.read(key), undefined)
    cache.write(key, entry)
    assert.equal(cache.refusal?.code, 'FILE_UNWRITABLE')
  })

  it('holds for a day', () => {
    const at = (iso: string) => isFresh(entry, new Date(iso))
    assert.deepEqual(['2026-11-23T11:59:59Z', '2026-11-23T12:00:00Z', '2026-11-24T11:59:59Z', '2026-11-24T12:00:00Z'].map(at), [
      false,
      true,
      true,
      false,
    ])
  })
})
