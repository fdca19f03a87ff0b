import assert from 'node:assert/strict'
import fc from 'fast-check'
import {findStoreKind} from '../../src/providers/find-store-kind.js'
import {looksLikeFileName, propertyOf, stepsOf} from '../../src/providers/property-path.js'
import {parseReference, type Reference} from '../../src/providers/reference.js'
import type {Scope} from '../../src/providers/store-kind.js'
import {storeKinds} from '../../src/providers/stores/index.generated.js'
import {toValsUri} from '../../src/providers/vals-uri.js'

// vals' own expression for what it replaces in a text: https://github.com/helmfile/vals, expansion.DefaultRefRegexp.
const VALS = /^((?:secret)?ref)\+([^+:]*:\/\/[^+\n ]+[^+\n ",])\+?$/

/** What a name may hold that comes back from a URI: anything but a slash and half a surrogate pair. */
const name = fc
  .oneof(fc.string({unit: 'binary', minLength: 1, maxLength: 12}), fc.stringMatching(/^[a-zA-Z0-9+#?&=%@:" ,.-]{1,12}$/))
  .filter(text => !text.includes('/') && !/\p{Surrogate}/u.test(text))
// vals finds no URI of a single sign.
const plainName = fc.stringMatching(/^[\w.~-]{2,12}$/)
const path = fc.tuple(plainName, fc.array(name, {maxLength: 2})).map(([first, rest]) => [first, ...rest].join('/'))
const number = fc.stringMatching(/^[1-9]\d{1,3}$/)
const steps = (syntax: Parameters<typeof propertyOf>[1], most: number) =>
  fc.array(name, {minLength: 1, maxLength: most}).map(keys => propertyOf(keys, syntax))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: undefined})
const none = fc.constant(undefined)

interface Parts {
  scope: fc.Arbitrary<Record<string, string | undefined>>
  key: fc.Arbitrary<string>
  version: fc.Arbitrary<string | undefined>
  property: fc.Arbitrary<string | undefined>
}

/** References as vals URIs say them, for each scheme. */
const sayable: Record<string, {provider: string} & Parts> = {
  awssecrets: {
    provider: 'aws',
    scope: fc.record({service: fc.constant('SecretsManager'), region: maybe(name)}),
    key: path.filter(key => !key.startsWith('arn:')),
    version: maybe(
      fc.oneof(
        name,
        name.map(id => `uuid/${id}`),
      ),
    ),
    property: maybe(steps('escaped-then-gjson', 3)),
  },
  awsssm: {
    provider: 'aws',
    scope: fc.record({service: fc.constant('ParameterStore'), region: maybe(name)}),
    key: path.map(key => `/${key}`),
    version: maybe(number),
    property: maybe(steps('escaped-then-gjson', 3)),
  },
  azurekeyvault: {
    provider: 'azurekv',
    scope: fc.record({vaultUrl: fc.constantFrom('https://v.vault.azure.net', 'https://v.vault.usgovcloudapi.net')}),
    key: name,
    version: maybe(name),
    property: maybe(steps('gjson-then-escaped', 3)),
  },
  conjur: {
    provider: 'conjur',
    scope: fc.record({url: maybe(name), account: maybe(name)}),
    key: path,
    version: none,
    property: maybe(steps('gjson', 3)),
  },
  doppler: {provider: 'doppler', scope: fc.record({project: plainName, config: name}), key: name, version: none, property: none},
  gcpsecrets: {
    provider: 'gcpsm',
    scope: fc.record({projectID: plainName}),
    key: name,
    version: maybe(name.filter(version => version !== 'latest')),
    property: maybe(steps('escaped-then-gjson', 3)),
  },
  gitlab: {
    provider: 'gitlab',
    scope: fc.oneof(
      fc.record({url: fc.constantFrom('https://gitlab.com', 'http://git.example.com'), projectID: name}),
      fc.record({url: fc.constant('https://gitlab.com'), groupID: name}),
    ),
    key: name.map(key => key.replaceAll('-', '_')),
    version: none,
    property: maybe(steps('gjson', 3)),
  },
  infisical: {
    provider: 'infisical',
    scope: fc.record({projectSlug: name, environmentSlug: name, secretsPath: maybe(path)}),
    key: plainName,
    version: maybe(number),
    property: maybe(steps('gjson', 3)),
  },
  k8s: {provider: 'kubernetes', scope: fc.record({remoteNamespace: name}), key: name, version: none, property: name},
  onepasswordconnect: {
    provider: 'onepassword',
    scope: fc.record({vault: plainName}),
    key: name,
    version: none,
    property: maybe(name.filter(label => !label.includes('.'))),
  },
  op: {
    provider: 'onepasswordSDK',
    scope: fc.record({vault: plainName}),
    key: fc.array(name, {minLength: 2, maxLength: 3}).map(names => names.join('/')),
    version: none,
    property: none,
  },
  openbao: {
    provider: 'openBao',
    scope: fc.record({path: plainName, version: fc.constant('v2'), server: maybe(name), namespace: maybe(name)}),
    key: path.filter(key => !key.includes('data')),
    version: maybe(number),
    property: name,
  },
  scw: {
    provider: 'scaleway',
    scope: fc.constant({}),
    key: path.map(key => `path:/${key}`),
    version: none,
    property: maybe(steps('gjson', 3)),
  },
  tss: {provider: 'secretserver', scope: fc.constant({}), key: number, version: none, property: maybe(steps('gjson', 3))},
  vault: {
    provider: 'vault',
    scope: fc.record({path: plainName, version: maybe(fc.constant('v2')), server: maybe(name), namespace: maybe(name)}),
    key: path.filter(key => !key.includes('data')),
    version: maybe(number),
    property: steps('exact-then-gjson', 3),
  },
  yclockbox: {provider: 'yandexlockbox', scope: fc.constant({}), key: plainName, version: maybe(name), property: maybe(name)},
}

describe('a vals URI', () => {
  it('is tested for every scheme', () => {
    assert.deepEqual(Object.keys(sayable).sort(), storeKinds.flatMap(kind => kind.vals.map(({scheme}) => scheme)).sort())
  })

  for (const [scheme, {provider, ...parts}] of Object.entries(sayable))
    it(`of ${scheme} brings the whole reference back, whatever its names`, () => {
      fc.assert(
        fc.property(fc.record(parts), ({scope, key, version, property}) => {
          const said = Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined)) as Scope
          const reference: Reference = {
            provider,
            scope: said,
            key,
            ...(version !== undefined && {version}),
            ...(property !== undefined && {property}),
          }
          // A key whose dot is most likely no step is written as one name; escaped it comes back.
          fc.pre(
            property === undefined ||
              !looksLikeFileName(property) ||
              ['k8s', 'openbao', 'yclockbox', 'onepasswordconnect'].includes(scheme),
          )
          const uri = toValsUri(reference)
          assert.ok(uri, 'the form can carry this')
          assert.ok(uri.startsWith(`ref+${scheme}://`))
          assert.match(uri, VALS)
          assert.deepEqual(parseReference(uri), reference)
          assert.deepEqual(parseReference(`secret${uri}+`), reference)
        }),
      )
    })

  for (const {scheme, example} of storeKinds.flatMap(kind => kind.vals))
    it(`of ${scheme} has an example that can be read`, () => {
      assert.ok(parseReference(example).key)
    })

  const unsayable: Reference[] = [
    {provider: 'chef', scope: {}, key: 'a/b'},
    {provider: 'gcpsm', scope: {projectID: 'p', location: 'l'}, key: 'db'},
    {provider: 'gcpsm', scope: {projectID: 'a b'}, key: 'db'},
    {provider: 'gcpsm', scope: {projectID: 'p'}, key: 'a/b'},
    {provider: 'gcpsm', scope: {projectID: 'p'}, key: 'db', property: 'friends.#.name'},
    {provider: 'gcpsm', scope: {projectID: 'p'}, key: 'db', property: 'a/b'},
    {provider: 'gcpsm', scope: {projectID: 'p'}, key: '\ud800'},
    {provider: 'aws', scope: {service: 'SecretsManager'}, key: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf'},
    {provider: 'aws', scope: {service: 'ParameterStore'}, key: 'db'},
    {provider: 'aws', scope: {service: 'CertificateManager'}, key: 'x'},
    // Without a fragment vals takes the last step for a field.
    {provider: 'vault', scope: {path: 'secret', version: 'v2'}, key: 'app/db'},
    {provider: 'scaleway', scope: {}, key: 'name:db'},
    {provider: 'secretserver', scope: {}, key: 'my-secret'},
    {provider: 'doppler', scope: {}, key: 'A', property: 'b'},
    {provider: 'gitlab', scope: {projectID: '1', environment: 'prod'}, key: 'A'},
    {provider: 'kubernetes', scope: {remoteNamespace: 'n'}, key: 'a'},
    {provider: 'onepasswordSDK', scope: {environment: 'e'}, key: 'A'},
  ]
  for (const reference of unsayable)
    it(`says nothing of ${reference.provider} ${JSON.stringify({...reference.scope, key: reference.key, property: reference.property})}`, () => {
      assert.equal(toValsUri(reference), undefined)
    })

  it('keeps a file name in one step where ESO tries the whole name too', () => {
    assert.equal(toValsUri({provider: 'aws', scope: {}, key: 'web', property: 'tls.crt'}), 'ref+awssecrets://web#/tls.crt')
    assert.equal(toValsUri({provider: 'conjur', scope: {}, key: 'web', property: 'tls.crt'}), 'ref+conjur://web#/tls/crt')
  })
})

describe('a property', () => {
  const paths: {steps: string[]; property: string}[] = [
    {steps: ['a'], property: 'a'},
    {steps: ['a', 'b', '0'], property: 'a.b.0'},
    {steps: ['tls.crt'], property: 'tls\\.crt'},
    {steps: ['a*b?', '#c', '@d|e'], property: 'a\\*b\\?.\\#c.\\@d\\|e'},
    {steps: ['back\\slash', 'sla/sh', 'sp ace'], property: 'back\\\\slash.sla/sh.sp ace'},
  ]
  for (const {steps, property} of paths)
    it(`leads as ${property} through ${JSON.stringify(steps)}`, () => {
      assert.equal(propertyOf(steps, 'gjson'), property)
      assert.deepEqual(stepsOf(property, 'gjson'), steps)
    })

  for (const property of ['friends.#', 'friends.#(a=="b").c', 'a*', 'a?b', 'a|b', '@reverse', '{a,b}', '[a]'])
    it(`is no path in ${property}`, () => {
      assert.equal(stepsOf(property, 'gjson'), undefined)
    })

  it('comes back from its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'binary', minLength: 1}), {minLength: 1}), steps => {
        assert.deepEqual(stepsOf(propertyOf(steps, 'gjson'), 'gjson'), steps)
      }),
    )
  })

  const names: [string, boolean][] = [
    ['tls.crt', true],
    ['.dockerconfigjson', true],
    ['config.json', true],
    ['id_rsa.pub', true],
    ['db.password', false],
    ['a.b.json', false],
    ['password', false],
    ['', false],
  ]
  for (const [property, expected] of names)
    it(`${expected ? 'looks' : 'does not look'} like a file name in "${property}"`, () => {
      assert.equal(looksLikeFileName(property), expected)
    })

  it('is known to every store kind by one syntax that the rules of all its services name', () => {
    for (const service of ['SecretsManager', 'ParameterStore', 'CertificateManager'])
      assert.ok(['escaped-then-gjson', 'none'].includes(findStoreKind('aws')?.rules({service}).property.syntax ?? ''))
  })
})
