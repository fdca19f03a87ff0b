import assert from 'node:assert/strict'
import {checkFind, checkReference} from '../../src/providers/check-reference.js'
import {findStoreKind} from '../../src/providers/find-store-kind.js'
import {checkTypes} from '../../src/providers/remote-ref.js'
import {compareScope, sameAddress, storeBlock} from '../../src/providers/scope.js'
import type {ProviderBlock, Scope, StoreKind} from '../../src/providers/store-kind.js'

function kindOf(id: string): StoreKind {
  const kind = findStoreKind(id)
  assert.ok(kind)
  return kind
}

describe('the scope of a reference', () => {
  const cases: {name: string; provider: string; scope: Scope; block: ProviderBlock; message?: string}[] = [
    {name: 'is that of the store', provider: 'gcpsm', scope: {projectID: 'p'}, block: {projectID: 'p'}},
    {name: 'may be open', provider: 'gcpsm', scope: {}, block: {projectID: 'p'}},
    {name: 'may be open in the store', provider: 'gcpsm', scope: {projectID: 'p'}, block: {}},
    {
      name: 'is another project',
      provider: 'gcpsm',
      scope: {projectID: 'q'},
      block: {projectID: 'p'},
      message: 'the reference is for the project "q", the store for "p"',
    },
    {name: 'is what ESO takes by default', provider: 'kubernetes', scope: {remoteNamespace: 'default'}, block: {}},
    {
      name: 'is not what ESO takes by default',
      provider: 'kubernetes',
      scope: {remoteNamespace: 'team'},
      block: {},
      message: 'the reference is for the namespace "team", the store for "default"',
    },
    {
      name: 'is the same address in other letters',
      provider: 'azurekv',
      scope: {vaultUrl: 'https://v.vault.azure.net'},
      block: {vaultUrl: 'https://V.vault.azure.net/'},
    },
    {name: 'is one of several vaults', provider: 'onepassword', scope: {vault: 'b'}, block: {vaults: {a: 1, b: 2}}},
    {
      name: 'is none of several vaults',
      provider: 'onepassword',
      scope: {vault: 'c'},
      block: {vaults: {a: 1, b: 2}},
      message: 'the reference is for the vault "c", the store for "a", "b"',
    },
    {name: 'is one of several groups', provider: 'gitlab', scope: {groupID: '8'}, block: {groupIDs: ['7', '8']}},
    {name: 'is the same folder', provider: 'infisical', scope: {secretsPath: 'app/'}, block: {secretsScope: {secretsPath: '/app'}}},
    {name: 'is the same mount', provider: 'vault', scope: {path: 'secret', version: 'v2'}, block: {path: 'secret/', server: 'x'}},
    {
      name: 'is another version of the engine',
      provider: 'vault',
      scope: {path: 'secret', version: 'v2'},
      block: {path: 'secret', version: 'v1'},
      message: 'the reference is for the version of the KV engine "v2", the store for "v1"',
    },
    {name: 'meets a store with a field of the wrong type', provider: 'gcpsm', scope: {projectID: '5'}, block: {projectID: 5}},
  ]
  for (const {name, provider, scope, block, message} of cases)
    it(`${name} (${provider})`, () => {
      const problems = compareScope(kindOf(provider), {scope}, block)
      assert.deepEqual(
        problems.map(problem => problem.message),
        message === undefined ? [] : [message],
      )
    })

  it('is written where the store wants it', () => {
    assert.deepEqual(storeBlock(kindOf('infisical'), {projectSlug: 'web', environmentSlug: 'prod'}), {
      secretsScope: {projectSlug: 'web', environmentSlug: 'prod'},
    })
    assert.deepEqual(storeBlock(kindOf('onepassword'), {vault: 'prod', connectHost: 'http://op'}), {
      connectHost: 'http://op',
      vaults: {prod: 1},
    })
    assert.deepEqual(storeBlock(kindOf('gitlab'), {groupID: '7'}), {groupIDs: ['7']})
  })

  it('is compared for the project that a full path names', () => {
    const reference = {provider: 'gcpsm', scope: {}, key: 'projects/q/secrets/db'}
    const ids = checkReference(reference, {use: 'data', block: {projectID: 'p'}}).map(({id}) => id)
    assert.deepEqual(ids, ['key-full-path', 'scope-differs'])
  })
})

describe('two addresses', () => {
  for (const [a, b, same] of [
    ['https://Vault.Example.com', 'https://vault.example.com/', true],
    ['https://a.example.com/Path', 'https://a.example.com/path', false],
    ['Vault.example.com/X', 'vault.example.com/X', true],
  ] as const)
    it(`${a} and ${b} are ${same ? 'the same' : 'different'}`, () => {
      assert.equal(sameAddress(a) === sameAddress(b), same)
    })
})

describe('what YAML did not read as text', () => {
  const cases: {value: unknown; message: string; fix: string; replace?: object}[] = [
    {value: 3, message: 'version is a number to YAML, and ESO takes text only', fix: 'write version: "3"', replace: {version: '3'}},
    {value: 1000.5, message: 'version is a number to YAML, and ESO takes text only', fix: 'put quotes around the version'},
    {value: 0, message: 'version is a number to YAML, and ESO takes text only', fix: 'put quotes around the version'},
    {value: true, message: 'version is a boolean to YAML, and ESO takes text only', fix: 'put quotes around the version'},
    {value: null, message: 'version is empty to YAML, and ESO takes text only', fix: 'put quotes around the version'},
    {value: {a: 1}, message: 'version is no text to YAML, and ESO takes text only', fix: 'put quotes around the version'},
  ]
  for (const {value, message, fix, replace} of cases)
    it(`is a problem: version: ${JSON.stringify(value)}`, () => {
      const problem = {id: 'version-not-text', part: 'version', severity: 'error', message, fix, ...(replace && {replace})}
      assert.deepEqual(checkTypes({key: 'db', version: value}), [problem])
    })

  it('may be any part', () => {
    assert.deepEqual(
      checkTypes({key: 123, property: false}).map(({id}) => id),
      ['key-not-text', 'property-not-text'],
    )
    assert.deepEqual(checkTypes({key: 'a', version: '3', decodingStrategy: 4}), [])
  })
})

describe('an unknown provider', () => {
  it('gives no problems, since nothing is known of it', () => {
    assert.deepEqual(checkReference({provider: 'nosuch', scope: {}, key: ''}, {use: 'data'}), [])
  })
})

describe('find', () => {
  it('is asked for the criteria that are there alone', () => {
    assert.deepEqual(checkFind(kindOf('gitlab'), {name: {regexp: 'x'}}), [])
    assert.deepEqual(
      checkFind(kindOf('aws'), {name: {regexp: 'x'}}, {service: 'CertificateManager'}).map(({id}) => id),
      ['find-unsupported'],
    )
  })
})
