import assert from 'node:assert/strict'
import {defaultConfig} from '../../../src/config/default-value.js'
import {GsecError} from '../../../src/errors.js'
import {listSecrets} from '../../../src/external/list/list-secrets.js'
import {listingText} from '../../../src/external/list/listing-text.js'
import {readTags, storeToList} from '../../../src/external/list/store-to-list.js'
import type {ListedSecret, ProviderClient, StoredValue} from '../../../src/providers/client.js'
import {Secret} from '../../../src/secret.js'

const listed = (name: string, more: Partial<ListedSecret> = {}): ListedSecret => ({name, labels: {}, isDisabled: false, ...more})

/** A client with these pages; values by name, an error for those that cannot be read. */
function clientOf(
  pages: readonly ListedSecret[][],
  values: Readonly<Record<string, StoredValue | GsecError>> = {},
): ProviderClient & {asked: string[]} {
  const asked: string[] = []
  const answer = async (name: string) => {
    asked.push(name)
    const value = values[name]
    if (value === undefined || value instanceof GsecError) throw value ?? new GsecError('SECRET_NOT_FOUND', 'secret does not exist')
    return value
  }
  return {
    asked,
    provider: 'aws',
    title: 'a store',
    prefix: '',
    accepts: [],
    get: answer,
    async describe(name) {
      await answer(name)
      const versions = [
        {id: '3', names: ['AWSCURRENT'], state: 'enabled' as const},
        {id: '2', names: [], state: 'disabled' as const},
      ]
      return {name, versions, labels: {}, annotations: {}, isPendingDeletion: false}
    },
    async *list() {
      yield* pages
    },
    put: () => assert.fail('nothing is written'),
  }
}

const text = (value: string): StoredValue => ({kind: 'text', value: Secret.of(value)})
const query = {query: {}, versions: false, keys: false}

describe('listing secrets', () => {
  it('sorts the names of all pages and reads no value unless asked', async () => {
    const client = clientOf([[listed('b'), listed('B')], [], [listed('a')]])
    const progress: string[] = []
    const found = await listSecrets(client, {...query, onProgress: how => progress.push(how)})
    assert.deepEqual(
      found.map(({name}) => name),
      ['B', 'a', 'b'],
    )
    assert.deepEqual(client.asked, [])
    assert.deepEqual(progress, ['2 so far', '2 so far', '3 so far'])
  })

  it('tells the keys of a JSON object and of fields, and none of anything else', async () => {
    const values: Record<string, StoredValue> = {
      object: text('{"user": "app", "password": {"x": 1}, "__proto__": 1}'),
      list: text('["a"]'),
      plain: text('just text'),
      empty: text(''),
      null: text('null'),
      json: {kind: 'json', value: Secret.of('{"b":1,"a":2}')},
      fields: {
        kind: 'fields',
        fields: new Map([
          ['tls.key', Secret.of('x')],
          ['tls.crt', Secret.of('y')],
        ]),
      },
    }
    const found = await listSecrets(clientOf([Object.keys(values).map(name => listed(name))], values), {...query, keys: true})
    assert.deepEqual(Object.fromEntries(found.map(({name, keys}) => [name, keys])), {
      object: ['__proto__', 'password', 'user'],
      list: [],
      plain: [],
      empty: [],
      null: [],
      json: ['a', 'b'],
      fields: ['tls.crt', 'tls.key'],
    })
  })

  it('goes on where one secret may not be read, and ends where none can be', async () => {
    const pages = [[listed('a'), listed('b')]]
    const denied = new GsecError('ACCESS_DENIED', 'access denied')
    const found = await listSecrets(clientOf(pages, {a: denied, b: text('{"k":1}')}), {...query, keys: true})
    assert.deepEqual(
      found.map(({problem, keys}) => problem ?? keys),
      ['ACCESS_DENIED', ['k']],
    )
    const down = new GsecError('PROVIDER_UNREACHABLE', 'connection refused')
    await assert.rejects(listSecrets(clientOf(pages, {a: down, b: down}), {...query, versions: true}), {code: 'PROVIDER_UNREACHABLE'})
  })

  it('does not read the value of a secret that is disabled', async () => {
    const client = clientOf([[listed('a', {isDisabled: true})]])
    const found = await listSecrets(client, {...query, keys: true})
    assert.deepEqual(client.asked, [])
    assert.match(listingText(found, {versions: false, keys: true}), /a +- +disabled/)
  })
})

describe('the table of a listing', () => {
  it('has a column for what was asked for, and a place for problems', () => {
    const versions = [
      {id: 'uuid/1', names: ['AWSCURRENT'], state: 'enabled' as const},
      {id: 'uuid/0', names: [], state: 'disabled' as const},
    ]
    const entries = [
      {...listed('prod/db', {changed: new Date('2026-01-02T03:04:05Z')}), versions, keys: ['password', 'user']},
      {...listed('x'), problem: 'ACCESS_DENIED' as const},
      {...listed('y'), versions: [], keys: []},
    ]
    const row = (...[name = '', changed = '', version = '', keys = '']: string[]) =>
      `${name.padEnd(7)}   ${changed.padEnd(10)}   ${version.padEnd(39)}   ${keys}\n`
    assert.equal(
      listingText(entries, {versions: true, keys: true}),
      row('NAME', 'CHANGED', 'VERSIONS', 'KEYS') +
        row('prod/db', '2026-01-02', 'uuid/1 AWSCURRENT (1 older, 1 disabled)', 'password, user') +
        row('x', '-', 'access denied', 'access denied') +
        row('y', '-', '-', '-'),
    )
    assert.equal(listingText([], {versions: true, keys: true}), '')
  })

  it('shows control characters of names and keys as escapes', () => {
    const entries = [{...listed('a\u001b[2Jb'), keys: ['k\n::error::x']}]
    assert.doesNotMatch(listingText(entries, {versions: false, keys: true}).replaceAll('\n', ''), /\p{Cc}/u)
    assert.equal(listingText(entries, {versions: false, keys: true}).split('\n').length, 3)
  })
})

describe('what is to be listed', () => {
  const {stores} = defaultConfig()
  const cases: {name: string; argument: string; flags?: object; expected: object}[] = [
    {name: 'a provider', argument: 'gcp', flags: {project: 'p1'}, expected: {provider: 'gcpsm', block: {projectID: 'p1'}, prefix: ''}},
    {name: 'a prefix', argument: 'ssm:/prod/', expected: {provider: 'aws', block: {service: 'ParameterStore'}, prefix: '/prod/'}},
    {name: 'a prefix with a colon', argument: 'aws:a:b', expected: {provider: 'aws', block: {}, prefix: 'a:b'}},
    {
      name: 'a mount',
      argument: 'VAULT:app',
      flags: {mount: 'secret', 'kv-version': 'v1', 'vault-addr': 'https://v'},
      expected: {provider: 'vault', block: {path: 'secret', version: 'v1', server: 'https://v'}, prefix: 'app'},
    },
    {
      name: 'a namespace',
      argument: 'k8s',
      flags: {namespace: 'shop'},
      expected: {provider: 'kubernetes', block: {remoteNamespace: 'shop'}, prefix: ''},
    },
  ]
  for (const {name, argument, flags = {}, expected} of cases) {
    it(`is read from ${name}`, () => {
      const {store, prefix} = storeToList(argument, undefined, flags, stores)
      assert.deepEqual({provider: store.provider, block: store.block, prefix}, expected)
    })
  }

  it('is a store of the configuration, with its settings', () => {
    const configured: typeof stores = new Map([
      [
        'ours',
        {
          kind: 'SecretStore',
          name: 'aws',
          provider: 'aws',
          key: '{name}',
          refreshInterval: '1h',
          service: 'ParameterStore',
          region: 'eu-west-1',
        },
      ],
    ] as unknown as Iterable<never>)
    const {store, prefix} = storeToList('/prod', 'ours', {}, configured)
    assert.deepEqual([store.provider, store.block, prefix], ['aws', {service: 'ParameterStore', region: 'eu-west-1'}, '/prod'])
    assert.throws(() => storeToList(undefined, 'our', {}, configured), {code: 'USAGE', hint: 'did you mean "ours"?'})
  })

  it('is refused where nothing, something unknown, or a flag of another provider is named', () => {
    assert.throws(() => storeToList(undefined, undefined, {}, stores), {code: 'USAGE'})
    assert.throws(() => storeToList('awss', undefined, {}, stores), {code: 'REFERENCE_INVALID'})
    assert.throws(() => storeToList('aws', undefined, {project: 'p'}, stores), {
      code: 'USAGE',
      message: '--project says nothing about this provider',
    })
    assert.throws(() => readTags(['team']), {code: 'USAGE'})
    assert.deepEqual(readTags(['a=b=c', 'd=']), {a: 'b=c', d: ''})
  })
})
