import assert from 'node:assert/strict'
import {readSealedSecret} from '../../src/manifest/sealed-secret-manifest.js'
import {type Change, inspect} from '../../src/seal/inspect/inspection.js'
import {inspectionText} from '../../src/seal/inspect/inspection-text.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {vectorPublicKey} from '../support/vectors.js'

const sealed = (value: string) => sealOne({value: Secret.of(value), label: 'shop/db'}, vectorPublicKey)
const read = (text: string) => readSealedSecret(findSealedSecrets({path: 'f.yaml', bytes: Buffer.from(text), isNamed: true}).objects[0]!)
const manifest = (metadata: string, spec: string) => `kind: SealedSecret\nmetadata: ${metadata}\nspec:\n${spec}`
const items = `  encryptedData:\n    user: ${sealed('12345')}\n    note: ${sealed('')}\n`
const commit = (day: string): Change => ({commit: `${day}0123456789abcdef`, date: `2026-01-${day}T00:00:00Z`, author: 'Jo'})

describe('inspecting a SealedSecret', () => {
  it('tells the length of each plaintext and the size of the key', () => {
    const {keys, scope, label, lastChange} = inspect(read(manifest('{name: db, namespace: shop}', items)), undefined, undefined)
    assert.deepEqual([scope, label, lastChange], ['strict', 'shop/db', undefined])
    assert.deepEqual(
      keys.map(({key, length, bits, fault}) => [key, length, bits, fault]),
      [
        ['user', 5, 2048, undefined],
        ['note', 0, 2048, undefined],
      ],
    )
  })

  const annotated = (scope: string) => `{name: db, namespace: shop, annotations: {sealedsecrets.bitnami.com/${scope}: "true"}}`
  const labels: {name: string; metadata: string; namespace?: string; scope: string; label: string | undefined}[] = [
    {name: 'a namespace', metadata: annotated('namespace-wide'), scope: 'namespace-wide', label: 'shop'},
    {name: 'the whole cluster', metadata: annotated('cluster-wide'), scope: 'cluster-wide', label: ''},
    {name: 'a namespace that it does not name', metadata: '{name: db}', scope: 'strict', label: undefined},
    {name: 'a namespace that -n names', metadata: '{name: db}', namespace: 'prod', scope: 'strict', label: 'prod/db'},
  ]
  for (const {name, metadata, namespace, scope, label} of labels) {
    it(`tells the scope and the label: ${name}`, () => {
      const found = inspect(read(manifest(metadata, items)), namespace, undefined)
      assert.deepEqual([found.scope, found.label], [scope, label])
    })
  }

  it('takes the latest change of its lines, of each value and of all of it', () => {
    const [first, second, third] = [commit('01'), commit('02'), commit('03')]
    const sealedSecret = read(manifest('{name: db, namespace: shop}', items))
    // kind, metadata, spec, encryptedData, user, note
    const found = inspect(sealedSecret, undefined, [first, third, first, first, second, 'uncommitted'])
    assert.deepEqual(
      found.keys.map(({lastChange}) => lastChange),
      [second, 'uncommitted'],
    )
    assert.equal(found.lastChange, 'uncommitted')
    assert.deepEqual(inspect(sealedSecret, undefined, [first, third, first, first, second, first]).lastChange, third)
  })

  it('says it all in lines', () => {
    const spec = `${items}    bad: nope!\n  template:\n    type: Opaque\n    immutable: true\n    metadata:\n      labels: {app: shop, tier: db}\n      annotations: {sealedsecrets.bitnami.com/managed: "true"}\n    data: {url: "{{ .user }}"}\n`
    const changes = Array.from({length: 16}, () => commit('05'))
    assert.deepEqual(inspectionText(inspect(read(manifest('{name: db, namespace: shop}', spec)), undefined, changes)), [
      'shop/db (f.yaml:1:1)',
      '  scope        strict: opens as shop/db only',
      '  label        shop/db',
      '  sealed for   RSA, 2048 bits',
      '  template     type Opaque; immutable; labels app=shop, tier=db; annotation sealedsecrets.bitnami.com/managed; template url',
      '  last change  2026-01-05 in 0501234567 by Jo',
      '  key     bytes  last change',
      '  user        5  2026-01-05 in 0501234567 by Jo',
      '  note        0  2026-01-05 in 0501234567 by Jo',
      '  bad         ?  2026-01-05 in 0501234567 by Jo  is not base64',
    ])
  })

  const texts: {name: string; text: string; lines: RegExp[]}[] = [
    {
      name: 'a scope that the template says otherwise',
      text: manifest(
        annotated('cluster-wide'),
        `${items}  template: {metadata: {annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}}}\n`,
      ),
      lines: [
        /^ {2}scope {8}cluster-wide: opens under any name in any namespace; the template says namespace-wide, which has no effect$/,
        /^ {2}label {8}\(empty\)$/,
      ],
    },
    {
      name: 'a namespace that is not named',
      text: manifest('{name: db, annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}}', items),
      lines: [
        /^db \(f\.yaml:1:1\)$/,
        /namespace-wide: opens under any name in namespace NAMESPACE$/,
        /^ {2}label {8}NAMESPACE: the manifest names no namespace$/,
      ],
    },
    {
      name: 'no name',
      text: manifest('{}', items),
      lines: [/^\(no name\) /, /^ {2}label {8}NAMESPACE\/NAME: the manifest names no namespace$/, /opens as NAMESPACE\/NAME only$/],
    },
    {
      name: 'no values, and the old form',
      text: manifest('{name: db, namespace: shop}', '  data: AgBh\n  template: {immutable: false}\n'),
      lines: [
        /^ {2}sealed for {3}nothing$/,
        /^ {2}template {5}not immutable$/,
        /^ {2}holds spec\.data, the old form that gsec does not open$/,
        /^ {2}no values$/,
      ],
    },
    {name: 'an empty template', text: manifest('{name: db, namespace: shop}', items), lines: [/^ {2}template {5}nothing beyond the name$/]},
  ]
  for (const {name, text, lines} of texts) {
    it(`says it in lines: ${name}`, () => {
      const said = inspectionText(inspect(read(text), undefined, undefined))
      for (const line of lines)
        assert.ok(
          said.some(one => line.test(one)),
          said.join('\n'),
        )
    })
  }

  it('names every size of key that occurs', () => {
    const other = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512 + 16 + 3)]).toString('base64')
    const said = inspectionText(
      inspect(read(manifest('{name: db, namespace: shop}', `${items}    other: ${other}\n`)), undefined, undefined),
    )
    assert.ok(said.includes('  sealed for   RSA, 2048 and 4096 bits'), said.join('\n'))
  })
})
