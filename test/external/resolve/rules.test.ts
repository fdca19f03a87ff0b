import assert from 'node:assert/strict'
import type {FaultKind} from '../../../src/external/resolve/fault.js'
import type {Description, ListedSecret, ProviderClient, StoredValue} from '../../../src/providers/client.js'
import {Secret} from '../../../src/secret.js'
import {MemoryProvider} from '../../support/memory-provider.js'
import {resolveSpec} from '../../support/resolve-spec.js'

// Expected values follow ESO 2.9's sources: runtime/esutils/utils.go, providers/v1/{aws,gcp,azure,vault,kubernetes}.

interface Case {
  name: string
  /** Of one client that knows nothing else; default AWS with the secret "s". */
  provider?: string
  value?: StoredValue | string
  description?: Partial<Description>
  spec: Record<string, unknown>
  expected: Record<string, string> | FaultKind
}

const text = (value: string): StoredValue => ({kind: 'text', value: Secret.of(value)})
const json = (value: string): StoredValue => ({kind: 'json', value: Secret.of(value)})
const fields = (values: Record<string, string | Buffer>): StoredValue => ({
  kind: 'fields',
  fields: new Map(Object.entries(values).map(([key, value]) => [key, Secret.of(value)])),
})
const ref = (more: object = {}) => ({data: [{secretKey: 'v', remoteRef: {key: 's', ...more}}]})
const extract = (rewrite?: object[], more: object = {}) => ({dataFrom: [{extract: {key: 's', ...more}, ...(rewrite && {rewrite})}]})
const rename = (source: string, target: string) => [{regexp: {source, target}}]
const braced = (group: number) => `\${${group}}`
const merge = (more: object) => [{merge: more}]

const cases: Case[] = [
  // data
  {name: 'fraction through a property prints as a float', value: '{"a": 1.50}', spec: ref({property: 'a'}), expected: {v: '1.5'}},
  {name: 'fraction through extract keeps its text', value: '{"a": 1.50}', spec: extract(), expected: {a: '1.50'}},
  {name: 'the last of equal keys through extract', value: '{"a": 1, "a": 2}', spec: extract(), expected: {a: '2'}},
  {name: 'null is an empty map', value: 'null', spec: extract(), expected: {}},
  {name: 'JSON with a tail is no JSON', value: '{"a": 1} x', spec: extract(), expected: 'not-json'},
  {
    name: 'extract of a nested object',
    value: '{"o": {"a": "x", "b": [1, 2]}}',
    spec: extract(undefined, {property: 'o'}),
    expected: {a: 'x', b: '[1, 2]'},
  },
  {name: 'an empty key is dropped', value: '{"": "x", "a": "y"}', spec: extract(), expected: {a: 'y'}},
  {name: 'two names become one key', value: '{"a/b": "x", "a b": "y"}', spec: extract(), expected: 'key'},
  {
    name: 'Unicode keeps them apart',
    value: '{"a/b": "x", "a b": "y"}',
    spec: extract(undefined, {conversionStrategy: 'Unicode'}),
    expected: {a_U002f_b: 'x', a_U0020_b: 'y'},
  },
  {name: 'letters of other alphabets are allowed', value: '{"ключ": "x"}', spec: extract(), expected: {ключ: 'x'}},
  {name: 'a key that is too long', value: JSON.stringify({['k'.repeat(254)]: 'x'}), spec: extract(), expected: 'key'},
  {name: 'Auto leaves what is no base64', value: 'just text', spec: ref({decodingStrategy: 'Auto'}), expected: {v: 'just text'}},
  {name: 'Base64 skips line breaks', value: 'aGVs\nbG8=\n', spec: ref({decodingStrategy: 'Base64'}), expected: {v: 'hello'}},
  {
    name: 'one bad value fails the whole extract',
    value: '{"a": "aGVsbG8=", "b": "!"}',
    spec: extract(undefined, {decodingStrategy: 'Base64'}),
    expected: 'decoding',
  },
  {
    name: 'a placeholder is not known yet',
    value: 'x',
    spec: {data: [{secretKey: 'v', remoteRef: {key: '$' + '{KEY}'}}]},
    expected: 'unverified',
  },
  {name: 'a number as version is no text', value: 'x', spec: ref({version: 3}), expected: 'unverified'},
  {
    name: 'a generator in data is never asked',
    value: 'x',
    spec: {data: [{secretKey: 'v', sourceRef: {generatorRef: {kind: 'UUID', name: 'u'}}}]},
    expected: 'refused',
  },

  // rewrites
  {name: '$1x is the group 1x, which is not there', value: '{"k1": "x"}', spec: extract(rename('^k(.)$', 'n$1x')), expected: {n: 'x'}},
  {
    name: 'a braced 1 is the group 1 and an x',
    value: '{"k1": "x"}',
    spec: extract(rename('^k(.)$', `n${braced(1)}x`)),
    expected: {n1x: 'x'},
  },
  {name: 'a named group', value: '{"k1": "x"}', spec: extract(rename('^k(?P<no>.)$', '$no-k')), expected: {'1-k': 'x'}},
  {name: '$$ is a dollar', value: '{"k": "x"}', spec: extract(rename('k', '$$')), expected: 'key'},
  {name: 'group 0 is the whole match', value: '{"k": "x"}', spec: extract(rename('k', `a${braced(0)}b`)), expected: {akb: 'x'}},
  {
    name: 'a dollar at the end stands for itself',
    value: '{"k": "x"}',
    spec: extract([...rename('k', 'a$'), ...rename('[$]', '_')]),
    expected: {a_: 'x'},
  },
  {
    name: 'an empty match behind another is passed over',
    value: '{"baac": "x"}',
    spec: extract(rename('a*', '-')),
    expected: {'-b-c-': 'x'},
  },
  {name: 'rewrites follow one another', value: '{"a": "x"}', spec: extract([...rename('a', 'b'), ...rename('b', 'c')]), expected: {c: 'x'}},
  {name: 'conversion does not follow a rewrite', value: '{"a/b": "x"}', spec: extract(rename('^', 'n')), expected: 'key'},
  {
    name: 'two keys that become one with the same value',
    value: '{"a": "x", "b": "x"}',
    spec: extract(rename('.', 'k')),
    expected: {k: 'x'},
  },
  {name: 'with different values either may win', value: '{"a": "x", "b": "y"}', spec: extract(rename('.', 'k')), expected: 'unverified'},
  {name: 'a source that is no expression', value: '{"a": "x"}', spec: extract(rename('(', 'k')), expected: 'rewrite'},
  {
    name: 'a transform',
    value: '{"a-b": "x"}',
    spec: extract([{transform: {template: '{{ .value | upper }}_{{ .value | trimPrefix "a-" }}'}}]),
    expected: {'A-B_b': 'x'},
  },
  {name: 'a transform that Go refuses', value: '{"a": "x"}', spec: extract([{transform: {template: '{{ .value'}}]), expected: 'rewrite'},
  {
    name: 'a transform that gsec does not evaluate',
    value: '{"a": "x"}',
    spec: extract([{transform: {template: '{{ .value | sha256sum }}'}}]),
    expected: 'unverified',
  },
  {
    name: 'merge takes the members of all values',
    value: '{"a": "{\\"x\\": 1.50, \\"y\\": [1,  2]}", "b": "{\\"z\\": \\"<&>\\"}"}',
    spec: extract(merge({})),
    expected: {x: '1.5', y: '[1,2]', z: '<&>'},
  },
  {
    name: 'merge loses digits as float64 does',
    value: '{"a": "{\\"big\\": 9007199254740993}"}',
    spec: extract(merge({})),
    expected: {big: '9007199254740992'},
  },
  {name: 'merge refuses a conflict', value: '{"a": "{\\"x\\": 1}", "b": "{\\"x\\": 2}"}', spec: extract(merge({})), expected: 'rewrite'},
  {
    name: 'merge lets the later one win when told',
    value: '{"a": "{\\"x\\": 1}", "b": "{\\"x\\": 2}"}',
    spec: extract(merge({conflictPolicy: 'Ignore'})),
    expected: {x: '2'},
  },
  {
    name: 'merge puts priority last',
    value: '{"a": "{\\"x\\": 1}", "b": "{\\"x\\": 2}"}',
    spec: extract(merge({conflictPolicy: 'Ignore', priority: ['a']})),
    expected: {x: '1'},
  },
  {name: 'merge misses a priority', value: '{"a": "{}"}', spec: extract(merge({priority: ['b']})), expected: 'rewrite'},
  {
    name: 'merge passes over a missing priority when told',
    value: '{"a": "{\\"x\\": 1}"}',
    spec: extract(merge({priority: ['b'], priorityPolicy: 'IgnoreNotFound'})),
    expected: {x: '1'},
  },
  {
    name: 'merge into JSON sorts and keeps the rest',
    value: '{"a": "{\\"z\\": 1, \\"b\\": \\"<\\"}"}',
    spec: extract(merge({strategy: 'JSON', into: 'all'})),
    expected: {a: '{"z": 1, "b": "<"}', all: '{"b":"<","z":1}'},
  },
  {name: 'merge into JSON needs into', value: '{"a": "{}"}', spec: extract(merge({strategy: 'JSON'})), expected: 'rewrite'},
  {name: 'merge of what is no object', value: '{"a": "text"}', spec: extract(merge({})), expected: 'rewrite'},

  // Google
  {name: 'Google: a property needs JSON', provider: 'gcpsm', value: 'text {"a": "x"}', spec: ref({property: 'a'}), expected: 'not-json'},
  {name: 'Google: a dot in front makes a path', provider: 'gcpsm', value: '{".a": "x"}', spec: ref({property: '.a'}), expected: 'property'},
  {name: 'Google: unless it is escaped', provider: 'gcpsm', value: '{".a": "x"}', spec: ref({property: '\\.a'}), expected: {v: 'x'}},
  {name: 'AWS: a dot in front is a name', value: '{".a": "x"}', spec: ref({property: '.a'}), expected: {v: 'x'}},
  {
    name: 'Google: labels and annotations',
    provider: 'gcpsm',
    description: {labels: {b: '<', a: '1'}},
    spec: ref({metadataPolicy: 'Fetch'}),
    expected: {v: '{"annotations":null,"labels":{"a":"1","b":"\\u003c"}}'},
  },
  {
    name: 'Google: one label',
    provider: 'gcpsm',
    description: {labels: {'a.b': 'x'}},
    spec: ref({metadataPolicy: 'Fetch', property: 'labels.a.b'}),
    expected: {v: 'x'},
  },
  {
    name: 'Google: no such annotation',
    provider: 'gcpsm',
    description: {},
    spec: ref({metadataPolicy: 'Fetch', property: 'annotations.a'}),
    expected: 'property',
  },

  // Azure
  {
    name: 'Azure: a path goes before a name with dots',
    provider: 'azurekv',
    value: '{"a.b": "name", "a": {"b": "path"}}',
    spec: ref({property: 'a.b'}),
    expected: {v: 'path'},
  },
  {
    name: 'AWS: a name with dots goes before a path',
    value: '{"a.b": "name", "a": {"b": "path"}}',
    spec: ref({property: 'a.b'}),
    expected: {v: 'name'},
  },
  {
    name: 'Azure: one tag',
    provider: 'azurekv',
    description: {labels: {team: '{"lead": "x"}'}},
    spec: ref({metadataPolicy: 'Fetch', property: 'team.lead'}),
    expected: {v: 'x'},
  },
  {
    name: 'Azure: a key comes in an order that is not known',
    provider: 'azurekv',
    value: json('{"kty": "RSA"}'),
    spec: ref(),
    expected: 'unverified',
  },

  // Vault
  {
    name: 'Vault: the whole is written again',
    provider: 'vault',
    value: json('{"b": "<", "a": 1.50, "n": 9007199254740993}'),
    spec: ref(),
    expected: {v: '{"a":1.50,"b":"\\u003c","n":9007199254740993}'},
  },
  {
    name: 'Vault: the exact key goes first',
    provider: 'vault',
    value: json('{"a.b": "name", "a": {"b": "path"}}'),
    spec: ref({property: 'a.b'}),
    expected: {v: 'name'},
  },
  {name: 'Vault: then a path', provider: 'vault', value: json('{"a": {"b": "path"}}'), spec: ref({property: 'a.b'}), expected: {v: 'path'}},
  {
    name: 'Vault: a number keeps its text',
    provider: 'vault',
    value: json('{"n": 9007199254740993}'),
    spec: ref({property: 'n'}),
    expected: {v: '9007199254740993'},
  },
  {
    name: 'Vault: but not through extract',
    provider: 'vault',
    value: json('{"n": 9007199254740993, "o": {"b": 1, "a": "<"}}'),
    spec: extract(),
    expected: {n: '9007199254740992', o: '{"a":"\\u003c","b":1}'},
  },
  {
    name: 'Vault: metadata',
    provider: 'vault',
    description: {labels: {team: 'a'}, metadata: Secret.of('{"created_time":"t","current_version":3,"x":1}')},
    spec: ref({metadataPolicy: 'Fetch'}),
    expected: {v: '{"created_time":"t","current_version":"3","team":"a"}'},
  },
  {
    name: 'OpenBao: a property is no path',
    provider: 'openBao',
    value: json('{"a": {"b": "path"}}'),
    spec: ref({property: 'a.b'}),
    expected: 'property',
  },

  // Kubernetes
  {
    name: 'Kubernetes: the whole as JSON',
    provider: 'kubernetes',
    value: fields({b: '<', a: 'x'}),
    spec: ref(),
    expected: {v: '{"a":"x","b":"<"}'},
  },
  {
    name: 'Kubernetes: the exact key',
    provider: 'kubernetes',
    value: fields({'a.b': 'x', a: '{"b": "y"}'}),
    spec: ref({property: 'a.b'}),
    expected: {v: 'x'},
  },
  {
    name: 'Kubernetes: a path into a key',
    provider: 'kubernetes',
    value: fields({a: '{"b": {"c": "y"}}'}),
    spec: ref({property: 'a.b.c'}),
    expected: {v: 'y'},
  },
  {
    name: 'Kubernetes: extract takes bytes as they are',
    provider: 'kubernetes',
    value: fields({a: Buffer.from([255]).toString('latin1')}),
    spec: extract(),
    expected: {a: 'ÿ'},
  },
  {
    name: 'Kubernetes: a label',
    provider: 'kubernetes',
    description: {labels: {team: 'a'}},
    spec: ref({metadataPolicy: 'Fetch', property: 'labels.team'}),
    expected: {v: 'a'},
  },
]

describe('the rules of the providers', () => {
  for (const {name, provider = 'aws', value, description, spec, expected} of cases) {
    it(name, async () => {
      const client = clientWith(provider, typeof value === 'string' ? text(value) : value, description)
      const {outcomes, data} = await resolveSpec(spec, client, {provider, block: provider === 'aws' ? {service: 'SecretsManager'} : {}})
      const fault = outcomes.find(outcome => outcome.fault)?.fault
      if (typeof expected === 'string') assert.equal(fault?.kind, expected)
      else
        assert.deepEqual(
          data && Object.fromEntries([...data].map(([key, one]) => [key, one.reveal().toString('utf8')])),
          expected,
          fault?.message,
        )
    })
  }
})

describe('a search', () => {
  const secrets = {'prod/a': 'x', 'prod/b': 'y', 'test/a': 'z', tagged: {AWSCURRENT: 't', tags: {team: 'a', env: 'b'}}}
  const found = async (find: object, client: ProviderClient = new MemoryProvider(secrets)) => {
    const {outcomes, data} = await resolveSpec({dataFrom: [{find}]}, client)
    return outcomes[0]?.fault?.kind ?? Object.fromEntries([...(data ?? [])].map(([key, value]) => [key, value.reveal().toString('utf8')]))
  }

  it('matches anywhere in a name', async () => assert.deepEqual(await found({name: {regexp: 'd/a$'}}), {prod_a: 'x'}))
  it('takes name and path together', async () => assert.deepEqual(await found({name: {regexp: 'a$'}, path: 'test/'}), {test_a: 'z'}))
  it('wants all tags', async () => {
    assert.deepEqual(await found({tags: {team: 'a', env: 'b'}}), {tagged: 't'})
    assert.deepEqual(await found({tags: {team: 'a', env: 'c'}}), {})
  })
  it('passes over tags beside a name', async () =>
    assert.deepEqual(await found({name: {regexp: '^test'}, tags: {team: 'a'}}), {test_a: 'z'}))
  it('needs a name or tags', async () => assert.equal(await found({path: 'prod/'}), 'refused'))
  it('refuses what is no expression', async () => assert.equal(await found({name: {regexp: '('}}), 'refused'))
  it("asks for a name with the store's prefix before it twice, as ESO does", async () => {
    assert.equal(await found({name: {regexp: 'a$'}}, new MemoryProvider({'prod/a': 'x'}, 'prod/')), 'missing')
  })
  it('lists once, and reads each secret once', async () => {
    const client = new MemoryProvider(secrets)
    await resolveSpec({dataFrom: [{find: {name: {regexp: '.'}}}, {find: {name: {regexp: '^prod'}}}, {extract: {key: 'prod/a'}}]}, client)
    assert.equal(client.calls.length, new Set(client.calls).size)
    assert.equal(client.calls.filter(call => call === 'list').length, 1)
  })
})

function clientWith(provider: string, value: StoredValue | undefined, description: Partial<Description> = {}): ProviderClient {
  return {
    provider,
    title: provider,
    prefix: '',
    accepts: [],
    get: async () => value ?? text(''),
    describe: async name => ({name, versions: [], labels: {}, annotations: {}, isPendingDeletion: false, ...description}),
    async *list(): AsyncIterable<readonly ListedSecret[]> {
      yield []
    },
    put: async () => ({outcome: 'created'}),
  }
}
