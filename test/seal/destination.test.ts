import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../../src/errors.js'
import {arrange, type DestinationFlags} from '../../src/seal/destination.js'
import {findSecrets} from '../../src/seal/find-secrets.js'
import {isReplaceable} from '../../src/seal/replaceable.js'
import {type SealedOne, type SealTarget, sealManifests, secretsIn} from '../../src/seal/seal-manifests.js'
import {sealReport} from '../../src/seal/seal-report.js'
import {sealHere} from '../../src/seal/seal-values.js'
import {sealSecretAt} from '../support/secrets.js'

const publicKey = createPublicKey(readFileSync('test/vectors/kubeseal/key.pem'))
const manifest = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: shop}\nstringData: {a: x}\n`
const target = (more: Partial<SealTarget> = {}): SealTarget => ({publicKey, fingerprint: 'f', settings: {}, ...more})

async function sealedFrom(files: Record<string, string>, targets: readonly SealTarget[] = [target()]): Promise<readonly SealedOne[]> {
  const found = Object.entries(files).map(([name, text]) => ({
    ...findSecrets({path: name, bytes: Buffer.from(text), isNamed: true}),
    path: name,
    isStdin: name === '-',
  }))
  return (await sealManifests(secretsIn(found), async () => targets, sealHere)).sealed
}

const built = async () =>
  (await sealManifests([{secret: sealSecretAt('Secret db'), path: undefined}], async () => [target()], sealHere)).sealed

const around = {
  join: path.posix.join,
  relativePathOf: ({path: file}: {path: string}) => (file === '-' ? undefined : path.posix.basename(file)),
  fromConfig: (file: string) => `root/${file}`,
  placeInConfig: (file: string) => file,
}
const put = (sealed: readonly SealedOne[], flags: Partial<DestinationFlags> = {}) => arrange(sealed, {inPlace: false, ...flags}, around)
const places = (sealed: readonly SealedOne[], flags: Partial<DestinationFlags> = {}) =>
  put(sealed, flags).files.map(({path: file, sealed: ones}) => [file, ones.length])

describe('where SealedSecrets go', () => {
  it('to standard output, in YAML unless JSON is wanted', async () => {
    const sealed = await sealedFrom({'a.yaml': manifest('db')})
    assert.match(put(sealed).stdout, /^---\napiVersion/)
    assert.match(put(sealed, {format: 'json'}).stdout, /^\{\n {2}"kind": "SealedSecret"/)
    assert.match(put(sealed, {outputFile: '-'}).stdout, /^---\n/)
  })

  it('to one file, whose name decides about the format unless a flag does', async () => {
    const sealed = await sealedFrom({'a.yaml': manifest('db'), 'b.yaml': manifest('web')})
    assert.deepEqual(places(sealed, {outputFile: 'out.yaml'}), [['out.yaml', 2]])
    assert.match(put(sealed, {outputFile: 'out.JSON'}).files[0]?.text ?? '', /^\{/)
    assert.match(put(sealed, {outputFile: 'out.json', format: 'yaml'}).files[0]?.text ?? '', /^---/)
  })

  it('in the place of each Secret', async () => {
    const sealed = await sealedFrom({'a.yaml': `${manifest('db')}---\n${manifest('web')}`, 'b.yaml': manifest('api')})
    assert.deepEqual(places(sealed, {inPlace: true}), [
      ['a.yaml', 2],
      ['b.yaml', 1],
    ])
    const built1 = await built()
    assert.throws(() => put(built1, {inPlace: true}), /--in-place wants files/)
  })

  it('below a folder: files under their names, others under that of the Secret', async () => {
    const sealed = [...(await sealedFrom({'x/a.yaml': manifest('db'), '-': manifest('web')})), ...(await built())]
    assert.deepEqual(places(sealed, {outputDir: 'out'}), [
      ['out/a.yaml', 1],
      ['out/web.yaml', 1],
      ['out/db.yaml', 1],
    ])
    const twins = await sealedFrom({'x/a.yaml': manifest('db'), 'y/a.yaml': manifest('web')})
    assert.throws(
      () => put(twins, {outputDir: 'out'}),
      (error: unknown) => error instanceof GsecError && error.where === 'out/a.yaml',
    )
  })

  it('to a file for each cluster, by the template of .gsec.yaml', async () => {
    const template = '{dir}/{cluster}/{file}-{namespace}-{name}.yaml'
    const targets = [target({cluster: 'eu', output: template}), target({cluster: 'us', output: template})]
    const sealed = await sealedFrom({'apps/shop/a.yaml': manifest('db')}, targets)
    assert.deepEqual(places(sealed), [
      ['root/apps/shop/eu/a-shop-db.yaml', 1],
      ['root/apps/shop/us/a-shop-db.yaml', 1],
    ])
    assert.throws(() => put(sealed, {inPlace: true}), /sealed for several clusters, --in-place has room for one/)
    assert.throws(() => put(sealed, {outputDir: 'o'}), /--output-dir has room for one/)
    const fromFlags = await sealManifests(
      [{secret: sealSecretAt('Secret db'), path: undefined}],
      async () => [target({output: '{dir}/{file}.yaml'})],
      sealHere,
    )
    assert.deepEqual(places(fromFlags.sealed), [['root/db.yaml', 1]])
  })

  it('is what the report says, without any value', async () => {
    const sealed = await sealedFrom({'a.yaml': manifest('db')}, [target({cluster: 'eu'})])
    const printed = sealReport(put(sealed), {warnings: [], skipped: ['other kind', 'other kind'], dryRun: false})
    assert.deepEqual(printed.skipped, {'other kind': 2})
    assert.deepEqual([printed.sealed[0]?.cluster, printed.sealed[0]?.scope, printed.sealed[0]?.keys], ['eu', 'strict', ['a']])
    assert.equal((printed.sealed[0]?.manifest as {kind: string} | undefined)?.kind, 'SealedSecret')
    const filed = sealReport(put(sealed, {outputFile: 'o.yaml'}), {warnings: [], skipped: [], dryRun: true})
    assert.deepEqual([filed.sealed[0]?.file, filed.sealed[0]?.manifest], ['o.yaml', undefined])
    const list = sealSecretAt('x', {otherMetadata: {finalizers: ['a/b'], generateName: 'd-'}, namespace: undefined})
    const wide = await sealManifests([{secret: list, path: undefined}], async () => [target({settings: {scope: 'cluster-wide'}})], sealHere)
    assert.equal(sealReport(put(wide.sealed), {warnings: [], skipped: [], dryRun: false}).sealed[0]?.namespace, undefined)
  })
})

describe('a file that is there', () => {
  const sealedText = async (name: string) => put(await sealedFrom({'a.yaml': manifest(name)})).stdout
  it('may be replaced by the same SealedSecrets alone', async () => {
    const text = await sealedText('db')
    assert.ok(isReplaceable(Buffer.from(text), await sealedText('db')))
    assert.ok(!isReplaceable(Buffer.from(text), await sealedText('web')))
    assert.ok(!isReplaceable(Buffer.from('my notes\n'), text))
    assert.ok(!isReplaceable(Buffer.from(''), text))
    assert.ok(!isReplaceable(Buffer.from('a: [\n'), text))
    assert.ok(!isReplaceable(Buffer.from(`${text}---\nkind: ConfigMap\n`), text))
  })
})
