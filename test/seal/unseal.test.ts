import assert from 'node:assert/strict'
import {createPublicKey, generateKeyPairSync} from 'node:crypto'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {type Label, labelFor} from '../../src/crypto/label.js'
import {GsecError} from '../../src/errors.js'
import {emitYaml} from '../../src/manifest/emit-yaml.js'
import {readSealedSecret} from '../../src/manifest/sealed-secret-manifest.js'
import {changeItems, checkKnownKey, checkNewKey, refuseTakenKey} from '../../src/seal/change/change-items.js'
import {changeReport, nameOf} from '../../src/seal/change/change-report.js'
import {absenceWarnings, keySizeWarnings} from '../../src/seal/change/change-warnings.js'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {explanationText, FaultExplainer} from '../../src/seal/open/explain-fault.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {KnownNames} from '../../src/seal/open/known-names.js'
import {openInParallel} from '../../src/seal/open/open-in-parallel.js'
import {openSealedSecrets} from '../../src/seal/open/open-sealed-secrets.js'
import {openHere} from '../../src/seal/open/open-values.js'
import {readKeyFile, readKeyFiles} from '../../src/seal/open/read-key-file.js'
import {faultsOf, having, secretValue, unsealed, valuesOf} from '../../src/seal/open/unseal-result.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'

const keyPem = readFileSync('test/vectors/kubeseal/key.pem')
const certPem = readFileSync('test/vectors/kubeseal/cert.pem')
const publicKey = createPublicKey(keyPem)
const keys = readKeyFile(keyPem, 'key.pem')
const otherKey = generateKeyPairSync('rsa', {modulusLength: 3072})
const sealed = (text: string, label: Label = 'shop/db') => sealOne({value: Secret.of(text), label}, publicKey)

const manifest = (items: Record<string, string>, more = '', metadata = '{name: db, namespace: shop}') =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: ${metadata}\nspec:\n  encryptedData:\n${Object.entries(items)
    .map(([key, text]) => `    ${key}: ${text}\n`)
    .join('')}${more}`
const find = (text: string) => findSealedSecrets({path: 'f.yaml', bytes: Buffer.from(text), isNamed: true})
const read = (text: string, namespace?: string) => {
  const one = readSealedSecret(find(text).objects[0]!)
  return {sealed: one, binding: bindingOf(one, namespace)}
}
const code = (expected: string, message?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GsecError)
  assert.equal(error.code, expected)
  if (message) assert.match(`${error.message} ${error.hint ?? ''}`, message)
  return true
}

describe('opening SealedSecrets', () => {
  const template =
    '  template:\n    type: Opaque\n    immutable: true\n    metadata: {name: x, labels: {app: web}, annotations: null}\n    data: {url: "pg://{{ .a }}@db"}\n'

  it('makes the Secret that the controller would make', async () => {
    const [opened] = await openSealedSecrets([read(manifest({a: sealed('one'), b: sealed('')}, template))], keys, openHere)
    assert.equal(
      emitYaml(unsealed(opened!)),
      `apiVersion: v1\ndata:\n  a: b25l\n  b: ""\n  url: ${Buffer.from('pg://one@db').toString('base64')}\nimmutable: true\nkind: Secret\nmetadata:\n  labels:\n    app: web\n  name: db\n  namespace: shop\ntype: Opaque\n`,
    )
    assert.equal(secretValue(opened!, 'url')?.reveal().toString(), 'pg://one@db')
    assert.equal(secretValue(opened!, 'a')?.reveal().toString(), 'one')
    assert.equal(valuesOf(opened!).size, 2)
  })

  it('takes keys from PEM files and every form of the controller’s backup, each once', () => {
    const backup = (labels: string, tls = certPem.toString('base64')) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: k, labels: {sealedsecrets.bitnami.com/sealed-secrets-key: ${labels}}}\ndata: {tls.key: ${keyPem.toString('base64')}, tls.crt: "${tls}"}\n`
    const [active, retired] = readKeyFile(Buffer.from(`${backup('active')}---\n${backup('compromised')}`), 'keys.yaml')
    assert.deepEqual([active?.isRetired, retired?.isRetired], [false, true])
    assert.ok(active?.notBefore)
    assert.equal(readKeyFile(Buffer.from(backup('active', '!')), 'k')[0]?.notBefore, undefined)
    assert.equal(readKeyFile(Buffer.from(backup('active', 'eA==')), 'k')[0]?.notBefore, undefined)
    const list = JSON.stringify({items: [{data: {'tls.key': keyPem.toString('base64')}}, {data: {other: 'eA=='}}]})
    assert.equal(readKeyFile(Buffer.from(list), 'list.json').length, 1)
    const both = readKeyFiles([
      {path: 'key.pem', bytes: keyPem},
      {path: 'keys.yaml', bytes: Buffer.from(backup('active'))},
    ])
    assert.equal(both.length, 1)
    assert.ok(both[0]?.notBefore)
    assert.throws(() => readKeyFile(Buffer.from('data: {tls.key: "!"}\n'), 'k'), code('KEY_INVALID'))
    assert.throws(() => readKeyFile(Buffer.from('- a\n'), 'k'), code('KEY_INVALID'))
    assert.throws(() => readKeyFile(Buffer.from('a: [\n'), 'k'), code('KEY_INVALID'))
  })

  it('says why a value does not open', async () => {
    const whole = Buffer.from(sealed('v'), 'base64')
    const damaged = Buffer.from(whole)
    damaged[damaged.length - 1]! ^= 1
    const foreign = sealOne({value: Secret.of('v'), label: 'shop/db'}, otherKey.publicKey)
    const items = {
      b64: '"!"',
      short: '"AQ=="',
      none: Buffer.alloc(300, 7).toString('base64'),
      cut: whole.subarray(0, 100).toString('base64'),
      damaged: damaged.toString('base64'),
      wide: sealed('v', 'shop'),
      cluster: sealed('v', ''),
      moved: sealed('v', 'web/api'),
      renamed: sealed('v', 'shop/api'),
      nowhere: sealed('v', 'qq/zz'),
      foreign,
    }
    const known = KnownNames.of([{path: 'apps/web/api.sealed.yaml', text: 'kind: Secret\nmetadata:\n  name: api\n  namespace: web\n'}])
    const opened = await openSealedSecrets([read(manifest(items))], keys, openHere)
    const faults = faultsOf(opened, new FaultExplainer(keys, () => known))
    assert.deepEqual(
      faults.map(({key, reason}) => [key, reason]),
      [
        ['b64', 'not-base64'],
        ['short', 'cut-off'],
        ['none', 'not-a-ciphertext'],
        ['cut', 'cut-off'],
        ['damaged', 'damaged'],
        ['wide', 'other-place'],
        ['cluster', 'other-place'],
        ['moved', 'other-place'],
        ['renamed', 'other-place'],
        ['nowhere', 'other-place'],
        ['foreign', 'other-key'],
      ],
    )
    const text = (key: string) => faults.find(fault => fault.key === key)?.message ?? ''
    assert.match(text('wide'), /sealed for namespace shop, scope namespace-wide/)
    assert.match(text('cluster'), /scope cluster-wide/)
    assert.match(text('moved'), /sealed for web\/api, scope strict/)
    assert.match(text('renamed'), /sealed for shop\/api, scope strict/)
    assert.match(text('nowhere'), /does not occur here/)
    assert.match(text('foreign'), /3072 bits/)
    for (const fault of faults) assert.ok(fault.where.startsWith('f.yaml:'))
    assert.match(explanationText({reason: 'damaged', key: keys[0]!}), /damaged or cut off/)
  })

  it('reads scope, namespace and name from the manifest alone', () => {
    assert.equal(labelFor(read(manifest({}, '', '{name: db}'), 'web').binding), 'web/db')
    assert.equal(labelFor(read(manifest({}, '', '{annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}}')).binding), '')
    assert.throws(() => read(manifest({}), 'web'), code('NAMESPACE_MISMATCH'))
    assert.throws(() => read(manifest({}, '', '{namespace: shop}')), code('MANIFEST_INVALID'))
    assert.throws(() => read(manifest({}, '', '{name: db}')), code('NAMESPACE_MISSING'))
    const [opened] = [
      unsealed({
        ...read(manifest({}, '', '{name: db, annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}}')),
        label: '',
        items: [],
      }),
    ]
    assert.match(emitYaml(opened!), /name: db\n$/)
  })

  it('finds the one SealedSecret that has a key', () => {
    const bound = [read(manifest({a: 'eA==', password: 'eA=='})), read(manifest({a: 'eA=='}, '  template: {data: {t: x}}\n'))]
    assert.equal(having(bound, 'password').sealed.items.length, 1)
    assert.equal(having(bound, 't').sealed.items.length, 1)
    assert.throws(() => having(bound, 'a'), code('USAGE', /2 SealedSecrets have a key/))
    assert.throws(() => having(bound, 'pasword'), code('USAGE', /did you mean password/))
    assert.throws(() => having(bound, 'qqqqqqqqq'), code('USAGE'))
  })

  it('passes over what holds none, and names templates', () => {
    const other = (text: string, isNamed = false) => findSealedSecrets({path: 'f', bytes: Buffer.from(text), isNamed})
    assert.deepEqual(other('a: [\n').objects, [])
    assert.equal(other('{{ if x }}\nkind: SealedSecret\n- a\nb: {{ y }}\n').isTemplate, true)
    assert.throws(() => other('{{ if x }}\nkind: SealedSecret\n- a\nb: {{ y }}\n', true), code('MANIFEST_INVALID', /Helm template/))
    assert.throws(() => other('kind: SealedSecret [\n: [', false), code('MANIFEST_INVALID'))
    assert.deepEqual(other('- SealedSecret\n').objects, [])
  })

  it('opens the same on several threads', async () => {
    const worker = path.resolve('dist/workers/open-worker.js')
    const jobs = Array.from({length: 400}, (_, index) => ({
      envelope: Buffer.from(sealed(`v${index}`), 'base64'),
      label: index === 7 ? 'x' : 'shop/db',
    }))
    const here = keys.map(({key}) => key)
    const results = await openInParallel(worker, 2)(jobs, here)
    assert.deepEqual([results.length, results[7]], [400, 'session-key-refused'])
    const last = results.at(-1)!
    assert.equal(typeof last === 'string' ? last : last.value.reveal().toString(), 'v399')
    assert.equal((await openInParallel(worker, 2)(jobs.slice(0, 1), here)).length, 1)
    await assert.rejects(openInParallel(path.resolve('no-worker.js'), 2)(jobs, here))
  })
})

describe('changing a SealedSecret', () => {
  it('chooses it by name and namespace', () => {
    const two = `${manifest({a: 'eA=='})}---\n${manifest({a: 'eA=='}, '', '{name: web}')}---\n${manifest({a: 'eA=='}, '', '{name: web, namespace: other}')}`
    const choose = (name?: string, namespace?: string, text = two) => chooseSealedSecret(find(text), {name, namespace}).place
    assert.equal(choose('db'), 'f.yaml:1:1')
    assert.match(choose('web', 'x'), /^f\.yaml:/)
    assert.throws(() => choose(), code('USAGE', /holds 3 SealedSecrets/))
    assert.throws(() => choose('wev'), code('USAGE', /did you mean web/))
    assert.throws(() => choose('qqqqqqq'), code('USAGE', /it holds db, web/))
    assert.throws(() => choose('db', undefined, 'kind: ConfigMap\n'), code('NO_SECRETS'))
  })

  it('checks keys, and reports what changed', () => {
    const bound = read(manifest({a: 'eA==', b: 'eA=='}))
    assert.throws(() => checkNewKey('a b'), code('USAGE'))
    checkNewKey('ok')
    checkKnownKey(bound.sealed, 'a')
    assert.throws(() => checkKnownKey(bound.sealed, 'aa'), code('USAGE', /did you mean a/))
    assert.throws(() => checkKnownKey(read(manifest({})).sealed, 'zzzzzzz'), code('USAGE', /it has none/))
    refuseTakenKey(bound.sealed, 'c')
    assert.throws(() => refuseTakenKey(bound.sealed, 'a'), code('USAGE'))
    const twice = read(manifest({a: 'eA=='}, '    a: eA==\n')).sealed
    assert.throws(() => changeItems([{sealed: twice, change: {kind: 'remove', key: 'a'}}]), code('MANIFEST_INVALID', /second time/))
    assert.equal(changeItems([{sealed: bound.sealed, change: {kind: 'remove', key: 'a'}}]), manifest({b: 'eA=='}))
    const report = changeReport(
      bound,
      [
        {kind: 'set', key: 'x'},
        {kind: 'rename', key: 'a', newKey: 'c'},
        {kind: 'remove', key: 'b'},
      ],
      {dryRun: true},
    )
    assert.deepEqual(
      report.changes.map(({kind}) => kind),
      ['set', 'renamed', 'removed'],
    )
    assert.deepEqual([nameOf(bound.binding), nameOf({...bound.binding, namespace: ''})], ['shop/db', 'db'])
    assert.equal(changeReport({...bound, binding: {...bound.binding, namespace: ''}}, [], {dryRun: false}).namespace, undefined)
  })

  it('warns of another key size, of what the type needs, and of templates', () => {
    const bound = read(
      manifest(
        {'tls.crt': sealed('x'), bad: '"!"', cut: 'AQ=='},
        '  template: {type: kubernetes.io/tls, data: {u: "{{ .bad }}", broken: "{{ nope"}}\n',
      ),
    )
    assert.deepEqual(keySizeWarnings(bound.sealed, publicKey), [])
    assert.match(keySizeWarnings(bound.sealed, otherKey.publicKey)[0]?.message ?? '', /2048 bits, this certificate has one of 3072/)
    assert.deepEqual(keySizeWarnings(read(manifest({})).sealed, publicKey), [])
    const warnings = absenceWarnings(bound.sealed, ['bad'], ['tls.crt']).map(({message}) => message)
    assert.match(warnings.join(), /needs tls\.key.*the template of u still uses bad/)
  })
})
