import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import {remoteNames} from '../../../src/external/create/remote-names.js'
import {readSecretShape} from '../../../src/external/create/secret-shape.js'

type Settings = Parameters<typeof remoteNames>[1]
const secret = {name: 'web', namespace: 'shop', keys: ['tls.crt', 'tls.key']}
const names = (settings: Settings, more: Partial<typeof secret> = {}) =>
  [...remoteNames({...secret, ...more}, settings)].map(([key, {key: remote, property}]) =>
    [key, remote, property].filter(part => part !== undefined),
  )
const refused = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GsecError)
  assert.equal(error.code, code)
  assert.match(error.message, message)
  return true
}

describe('the names of a Secret at a provider', () => {
  const cases: {name: string; settings: Settings; keys?: string[]; expected: string[][]}[] = [
    {
      name: 'are one JSON object without {key}',
      settings: {provider: 'aws', key: '{namespace}/{name}'},
      expected: [
        ['tls.crt', 'shop/web', 'tls.crt'],
        ['tls.key', 'shop/web', 'tls.key'],
      ],
    },
    {
      name: 'are the default ones where .gsec.yaml says nothing',
      settings: {provider: 'gcpsm'},
      expected: [
        ['tls.crt', 'shop-web', 'tls.crt'],
        ['tls.key', 'shop-web', 'tls.key'],
      ],
    },
    {
      name: 'are one for each key with {key}',
      settings: {provider: 'vault', key: '{namespace}/{name}/{key}'},
      expected: [
        ['tls.crt', 'shop/web/tls.crt'],
        ['tls.key', 'shop/web/tls.key'],
      ],
    },
    {
      name: 'have a - for what the provider takes in no name',
      settings: {provider: 'gcpsm', key: '{name}_{key}'},
      expected: [
        ['tls.crt', 'web_tls-crt'],
        ['tls.key', 'web_tls-key'],
      ],
    },
    {
      name: 'escape a dot that would be a step',
      settings: {provider: 'gcpsm'},
      keys: ['.dockerconfigjson'],
      expected: [['.dockerconfigjson', 'shop-web', '\\.dockerconfigjson']],
    },
    {
      name: 'follow the rules of the service',
      settings: {provider: 'aws', service: 'ParameterStore', key: '/{namespace}/{name}'},
      keys: ['a'],
      expected: [['a', '/shop/web', 'a']],
    },
  ]
  for (const {name, settings, keys = secret.keys, expected} of cases)
    it(name, () => {
      assert.deepEqual(names(settings, {keys}), expected)
    })

  it('must not be the same for two keys', () => {
    const keys = ['tls.crt', 'tls-crt']
    assert.throws(() => names({provider: 'gcpsm', key: '{key}'}, {keys}), refused('REFERENCE_INVALID', /^the keys tls\.crt and tls-crt/))
    assert.equal(names({provider: 'aws', key: '{key}'}, {keys}).length, 2)
  })

  it('need a namespace only where the template has one', () => {
    const without = {...secret, namespace: undefined}
    assert.throws(() => remoteNames(without, {provider: 'gcpsm'}), refused('NAMESPACE_MISSING', /needs a namespace$/))
    assert.equal(remoteNames(without, {provider: 'gcpsm', key: '{name}'}).size, 2)
  })

  it('are refused where no name would do', () => {
    assert.throws(
      () => names({provider: 'gcpsm', key: 'a/{name}'}),
      refused('REFERENCE_INVALID', /^Google Secret Manager takes no name like/),
    )
    assert.throws(() => names({provider: 'doppler'}), refused('REFERENCE_INVALID', /has no \{key\}$/))
  })
})

describe('what --from-secret takes of a manifest', () => {
  const read = (text: string, name?: string) => readSecretShape(Buffer.from(text), 'a.yaml', name)
  const head = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop}\n'

  it('is keys, type and labels, whatever the values are', () => {
    const text = `${head}type: Opaque\ndata: {b: "not base64!", a: 5}\nstringData: {a: [x], c: null}\n`
    assert.deepEqual(read(text), {name: 'a', namespace: 'shop', type: 'Opaque', keys: ['b', 'a', 'c'], labels: {}, annotations: 0})
  })

  it('is that of the template of a SealedSecret', () => {
    const text = `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: a, labels: {own: "1"}, annotations: {x: y}}
spec:
  encryptedData: {k: v}
  template:
    type: kubernetes.io/tls
    metadata: {labels: {app: a}, annotations: {sealedsecrets.bitnami.com/managed: "true", note: x}}
`
    assert.deepEqual(read(text), {
      name: 'a',
      namespace: undefined,
      type: 'kubernetes.io/tls',
      keys: ['k'],
      labels: {app: 'a'},
      annotations: 1,
    })
  })

  it('is that of the Secret with the name, where there are several', () => {
    const two = `${head}data: {x: eA==}\n---\n${head.replace('name: a', 'name: b')}data: {z: eA==}\n`
    assert.deepEqual(read(two, 'b').keys, ['z'])
    assert.throws(() => read(two), refused('USAGE', /several Secrets$/))
    assert.throws(() => read(two, 'c'), refused('NO_SECRETS', /^holds no Secret/))
  })

  it('is nothing where there are no keys, or none that can be', () => {
    assert.throws(() => read(head), refused('NO_SECRETS', /^the Secret has no keys$/))
    assert.throws(() => read(`${head}data: {"a b": eA==}\n`), refused('SECRET_INVALID', /^a key of the Secret must consist/))
    assert.throws(() => read('kind: ConfigMap\n'), refused('NO_SECRETS', /^holds no Secret/))
  })
})
