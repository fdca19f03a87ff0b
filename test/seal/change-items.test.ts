import assert from 'node:assert/strict'
import {applyValueChanges, keysAfter} from '../../src/seal/change/apply-value-changes.js'
import {changeItems, checkKnownKey, checkNewKey, refuseTakenKey} from '../../src/seal/change/change-items.js'
import {changeReport, nameOf} from '../../src/seal/change/change-report.js'
import {absenceWarnings, keySizeWarnings} from '../../src/seal/change/change-warnings.js'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import {bindingOf, statedBinding} from '../../src/seal/open/binding-of.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import type {BoundSealedSecret} from '../../src/seal/open/open-sealed-secrets.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {vectorPublicKey} from '../support/vectors.js'

const manifest = (encryptedData: string, rest = '', metadata = '{name: db, namespace: shop}') =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: ${metadata}\nspec:\n  encryptedData: ${encryptedData}\n${rest}`
const read = (text: string, wanted: {name?: string; namespace?: string} = {}) =>
  chooseSealedSecret(findSealedSecrets({path: 'f.yaml', bytes: Buffer.from(text), isNamed: true}), {
    name: wanted.name,
    namespace: wanted.namespace,
  })
const bound = (text: string): BoundSealedSecret => ({sealed: read(text), binding: bindingOf(read(text))})

describe('the SealedSecret of a file that a change is for', () => {
  const all = ['{name: db, namespace: shop}', '{name: web, namespace: shop}', '{name: web, namespace: other}', '{name: "NOT A NAME"}']
  const text = all.map(metadata => manifest('{}', '', metadata)).join('---\n')

  it('is found by its name, and by its namespace where names repeat', () => {
    assert.equal(read(text, {name: 'db'}).place, 'f.yaml:1:1')
    assert.equal(read(text, {name: 'web', namespace: 'other'}).place, 'f.yaml:13:1')
    assert.equal(read(manifest('{}')).name, 'db')
  })

  it('is not guessed', () => {
    assert.throws(() => read(text), {
      code: 'USAGE',
      message: 'holds 4 SealedSecrets',
      hint: 'say which with --name, and -n where names repeat: db, web',
    })
    assert.throws(() => read(text, {name: 'web'}), {code: 'USAGE'})
    assert.throws(() => read(text, {name: 'wbe'}), {code: 'USAGE', hint: 'did you mean web?'})
    assert.throws(() => read(text, {name: 'something'}), {code: 'USAGE', hint: 'it holds db, web'})
    assert.throws(() => read('kind: Secret\napiVersion: v1\n'), {code: 'NO_SECRETS'})
  })

  it('may name no namespace: then that of -n fits', () => {
    const open = manifest('{}', '', '{name: db}')
    assert.equal(read(`${manifest('{}', '', '{name: db, namespace: x}')}---\n${open}`, {namespace: 'shop', name: 'db'}).place, 'f.yaml:7:1')
    assert.deepEqual(statedBinding(read(open)), {scope: 'strict', namespace: '', name: 'db'})
    assert.equal(nameOf(statedBinding(read(open))), 'db')
    const report = changeReport({sealed: read(open), binding: statedBinding(read(open))}, [{kind: 'rename', key: 'a', newKey: 'b'}], {
      dryRun: true,
    })
    assert.deepEqual(report, {
      file: 'f.yaml',
      name: 'db',
      scope: 'strict',
      changes: [{kind: 'renamed', key: 'a', newKey: 'b'}],
      dryRun: true,
    })
  })
})

describe('the key of a change', () => {
  const sealed = read(manifest('{user: eA==, "no key!": eA==}'))

  it('must be one, be there, or be free', () => {
    assert.throws(() => checkNewKey('a b'), {code: 'USAGE'})
    assert.throws(() => checkKnownKey(sealed, 'usr'), {code: 'USAGE', hint: 'did you mean user?'})
    assert.throws(() => checkKnownKey(sealed, 'completely-different'), {hint: 'it has user, an invalid key'})
    assert.throws(() => checkKnownKey(read(manifest('{}')), 'a'), {hint: 'it has none'})
    assert.throws(() => refuseTakenKey(sealed, 'user'), {code: 'USAGE', where: 'f.yaml:5:19'})
    for (const fine of [() => checkNewKey('a.b'), () => checkKnownKey(sealed, 'user'), () => refuseTakenKey(sealed, 'x')])
      assert.doesNotThrow(fine)
  })

  it('is not guessed where it stands twice', () => {
    const twice = read(manifest('\n    a: eA==\n    a: eQ=='))
    assert.throws(() => changeItems([{sealed: twice, change: {kind: 'remove', key: 'a'}}]), {code: 'MANIFEST_INVALID', where: 'f.yaml:7:5'})
  })
})

describe('the changes of an edit', () => {
  const before = bound(manifest('{a: eA==, b: eQ==, c: eg==}'))
  const remove = [{kind: 'remove', key: 'a'}] as const

  it('are made to the file as it is now', () => {
    const now = bound(`# new\n${manifest('{a: eA==, b: eQ==, c: eg==}')}`)
    assert.equal(applyValueChanges(now, before, remove, vectorPublicKey), `# new\n${manifest('{b: eQ==, c: eg==}')}`)
    assert.equal(applyValueChanges(now, before, [], vectorPublicKey), `# new\n${manifest('{a: eA==, b: eQ==, c: eg==}')}`)
    const renamed = applyValueChanges(
      now,
      before,
      [
        {kind: 'rename', key: 'a', newKey: 'z'},
        {kind: 'set', key: 'b', value: Secret.of('x')},
      ],
      vectorPublicKey,
    )
    assert.match(renamed, /\{z: eA==, b: A[A-Za-z0-9+/]{300,}=*, c: eg==\}/)
  })

  it('are not made when somebody else changed values, name or scope', () => {
    for (const now of [manifest('{a: eA==, b: eQ==}'), manifest('{a: eA==, b: eQ==, c: eg==}', '', '{name: web, namespace: shop}')]) {
      assert.throws(() => applyValueChanges(bound(now), before, remove, vectorPublicKey), {code: 'EDIT_REFUSED', where: 'f.yaml:1:1'})
    }
  })

  it('leave these keys', () => {
    const changes = [...remove, {kind: 'rename', key: 'b', newKey: 'z'}, {kind: 'set', key: 'new', value: Secret.of('')}] as const
    assert.deepEqual(keysAfter(before.sealed, changes).sort(), ['c', 'new', 'z'])
  })
})

describe('what is said about a change', () => {
  const messages = (warnings: readonly {message: string}[]) => warnings.map(({message}) => message)

  it('is that the certificate has a key of another size than all the other values', () => {
    const wrapped = (bytes: number) =>
      Buffer.concat([Buffer.from([bytes >> 8, bytes & 255]), Buffer.alloc(bytes + 20, 7)]).toString('base64')
    const own = sealOne({value: Secret.of('x'), label: ''}, vectorPublicKey)
    assert.deepEqual(messages(keySizeWarnings(read(manifest('{}')), vectorPublicKey)), [])
    assert.deepEqual(messages(keySizeWarnings(read(manifest('{a: "!", b: eA==}')), vectorPublicKey)), [])
    assert.deepEqual(messages(keySizeWarnings(read(manifest(`{a: ${own}, b: ${wrapped(512)}}`)), vectorPublicKey)), [])
    assert.match(
      messages(keySizeWarnings(read(manifest(`{a: ${wrapped(512)}}`)), vectorPublicKey)).join(),
      /sealed for a key of 4096 bits, this certificate has one of 2048/,
    )
  })

  it('is what type and templates will lack', () => {
    const typed = read(
      manifest(
        '{username: eA==, x: eA==}',
        '  template:\n    type: kubernetes.io/basic-auth\n    data: {url: "{{ .x }}", odd: "{{ nosuch"}\n',
      ),
    )
    assert.match(
      messages(absenceWarnings(typed, ['x'], ['username'])).join(),
      /^the template of url still uses x, and gets nothing for it$/,
    )
    assert.match(messages(absenceWarnings(typed, ['username'], ['x'])).join(), /basic-auth needs username or password/)
    assert.deepEqual(messages(absenceWarnings(read(manifest('{a: eA==}')), ['a'], [])), [])
  })
})
