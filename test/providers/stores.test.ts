import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {GsecError} from '../../src/errors.js'
import {checkFind, checkReference} from '../../src/providers/check-reference.js'
import {findStoreKind} from '../../src/providers/find-store-kind.js'
import {parseReference} from '../../src/providers/reference.js'
import type {ReferenceProblem} from '../../src/providers/reference-problem.js'
import {toText} from '../../src/providers/reference-text.js'
import {fromRemoteRef, type RemoteRef, toRemoteRef} from '../../src/providers/remote-ref.js'
import {readScope, storeBlock} from '../../src/providers/scope.js'
import type {StoreKind, Usage} from '../../src/providers/store-kind.js'
import {storeKinds} from '../../src/providers/stores/index.generated.js'
import {toValsUri} from '../../src/providers/vals-uri.js'
import {readStoreFixtures, type StoreFixture} from '../support/read-store-fixture.js'

const fixtures = readStoreFixtures()
const summary = (problems: ReferenceProblem[]) => problems.map(({severity, id}) => `${severity} ${id}`)

describe('the store kinds', () => {
  it('have a fixture each, and each fixture has a store kind', () => {
    assert.deepEqual(fixtures.map(({provider}) => provider).sort(), storeKinds.map(({id}) => id).sort())
  })

  it('are known by words that mean one of them alone', () => {
    const words = storeKinds.flatMap(kind => [...new Set([kind.id.toLowerCase(), ...Object.keys(kind.names)])])
    assert.deepEqual(words, [...new Set(words)])
    assert.deepEqual(
      words.filter(word => !/^[a-z0-9-]+$/.test(word)),
      [],
    )
  })

  it('have vals schemes of their own', () => {
    const schemes = storeKinds.flatMap(kind => kind.vals.map(({scheme}) => scheme))
    assert.deepEqual(schemes, [...new Set(schemes)])
  })

  for (const fixture of fixtures) {
    const kind = findStoreKind(fixture.provider)
    if (kind) describe(fixture.provider, () => testStore(kind, fixture))
  }
})

function testStore(kind: StoreKind, fixture: StoreFixture) {
  it('has cases of every sort', () => {
    assert.ok(fixture.accepts.length > 0 || kind.access === 'write')
    assert.ok(fixture.refuses.length > 0 && fixture.reads.length > 0 && fixture.scopes.length > 0)
  })

  it('has a case for each of its own spellings and each backend of vals', () => {
    const texts = fixture.reads.map(({text}) => text)
    for (const {read} of kind.native) assert.ok(texts.some(text => isRead(read, text)))
    for (const {scheme} of kind.vals)
      assert.ok(
        texts.some(text => /^(secret)?ref\+/.test(text) && text.includes(`ref+${scheme}://`)),
        scheme,
      )
    assert.ok(kind.vals.length === 0 || fixture.reads.some(({vals}) => vals !== undefined))
  })

  for (const example of fixture.accepts)
    it(`accepts ${example.name}`, () => {
      assert.deepEqual(check(fixture.provider, example.remoteRef, example), [])
    })

  for (const example of fixture.refuses)
    it(`finds fault with ${example.name}`, () => {
      const problems = check(fixture.provider, example.remoteRef, example)
      assert.deepEqual(summary(problems), example.problems)
      const fixed = replaced(example.remoteRef, problems)
      assert.deepEqual(fixed, example.becomes ?? example.remoteRef)
      // What a replacement mends does not come back.
      const mended = problems.filter(({replace}) => replace).map(({id}) => id)
      const after = check(fixture.provider, fixed, example).map(({id}) => id)
      assert.deepEqual(
        mended.filter(id => after.includes(id)),
        [],
      )
    })

  for (const {text, for: provider, reference, writes, vals} of fixture.reads)
    it(`reads ${text}`, () => {
      const expected = {provider: fixture.provider, scope: {}, ...reference}
      const read = parseReference(text, {provider})
      assert.deepEqual(read, expected)
      assert.equal(toText(read), writes ?? text)
      if (vals !== undefined || kind.vals.length === 0) assert.equal(toValsUri(read), vals)
      if (vals !== undefined) assert.deepEqual(parseReference(vals), expected)
    })

  for (const {text, for: provider, message} of fixture.rejects ?? [])
    it(`rejects ${text}`, () => {
      assert.throws(
        () => parseReference(text, {provider}),
        error => {
          assert.ok(error instanceof GsecError && error.hint)
          assert.deepEqual([error.code, error.message], ['REFERENCE_INVALID', message])
          return true
        },
      )
    })

  for (const [i, {block, scope}] of fixture.scopes.entries())
    it(`reads the scope of store ${i + 1} and writes it back`, () => {
      assert.deepEqual(readScope(kind, block), scope)
      // What only a way to log in says cannot be written without it.
      const {account, ...rest} = scope
      assert.deepEqual(readScope(kind, storeBlock(kind, scope)), rest)
      assert.ok(account === undefined || kind.id === 'conjur')
    })

  it('says which criteria find uses', () => {
    assert.deepEqual(summary(checkFind(kind, {name: {regexp: 'x'}, tags: {a: 'b'}, path: 'x'})), fixture.find)
  })

  it('gives an example of a key that it accepts', () => {
    const problems = check(kind.id, {key: kind.rules({}).key.example}, {use: 'data'})
    assert.deepEqual(
      problems.filter(({part}) => part === 'key'),
      [],
    )
  })

  it('points to a page of ESO', () => {
    assert.match(kind.docs, /^https:\/\/external-secrets\.io\/latest\/provider\/[a-z0-9-]+\/$/)
  })
}

function isRead(read: (text: string) => unknown, text: string): boolean {
  try {
    return read(text) !== undefined
  } catch {
    return false
  }
}

function check(provider: string, remoteRef: RemoteRef, {use = 'data', store, storeKind}: Partial<Usage> & {store?: Usage['block']}) {
  return checkReference(fromRemoteRef(remoteRef, provider, store), {use, block: store, storeKind})
}

function replaced(remoteRef: RemoteRef, problems: ReferenceProblem[]): RemoteRef {
  const fixed: Record<string, string | null> = Object.assign({}, remoteRef, ...problems.map(({replace}) => replace))
  return Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== null)) as unknown as RemoteRef
}

describe('every problem of a reference', () => {
  const problems = fixtures.flatMap(({provider, refuses}) =>
    refuses.flatMap(example => check(provider, example.remoteRef, example).map(problem => ({provider, name: example.name, problem}))),
  )

  it('begins its id with the part that it is about', () => {
    for (const {problem} of problems) assert.equal(problem.part, problem.id.split('-')[0])
  })

  it('says what is wrong and what to write, in lower case and without a full stop', () => {
    for (const {problem} of problems)
      for (const text of [problem.message, problem.fix])
        assert.match(text, /^(?:[a-z"]|[A-Z][A-Za-z0-9]* |1Password|ESO).*(?:[^.]| and \.)$/s)
  })
})

describe('the names of a reference in ESO’s words', () => {
  it('are those of the reference, with the usual spellings mended', () => {
    const cases: [string, RemoteRef, RemoteRef][] = [
      ['gcpsm', {key: 'projects/p/secrets/db/versions/3', property: 'a'}, {key: 'db', version: '3', property: 'a'}],
      ['gcpsm', {key: 'db', version: 'latest'}, {key: 'db'}],
      ['onepasswordSDK', {key: 'op://prod/db/password'}, {key: 'db/password'}],
      ['azurekv', {key: 'secret/db'}, {key: 'db'}],
      ['gitlab', {key: 'A-B'}, {key: 'A_B'}],
      ['nosuch', {key: 'x', version: '1'}, {key: 'x', version: '1'}],
    ]
    for (const [provider, written, expected] of cases) assert.deepEqual(toRemoteRef(fromRemoteRef(written, provider)), expected)
  })

  it('leave the mount of the store out on Vault', () => {
    const reference = fromRemoteRef({key: 'secret/data/app/db'}, 'vault', {path: 'secret'})
    assert.deepEqual(toRemoteRef(reference), {key: 'app/db'})
  })
})

const oracle = '../shared/eso-crds/SecretStore.json'
interface Schema {
  properties?: Record<string, Schema>
  default?: unknown
  additionalProperties?: Schema
}

if (existsSync(oracle)) {
  describe('the store kinds and the CRDs of ESO', () => {
    const {schema} = JSON.parse(readFileSync(oracle, 'utf8')) as {schema: {properties: Record<string, Schema>}}
    const providers = schema.properties['spec']?.properties?.['provider']?.properties ?? {}

    it('name the same providers', () => {
      assert.deepEqual(storeKinds.map(({id}) => id).sort(), Object.keys(providers).sort())
    })

    for (const kind of storeKinds)
      it(`agree where ${kind.id} says its scope`, () => {
        for (const {name, at, default: byDefault, read} of kind.scope) {
          const steps = (at ?? name).split('.')
          const field = steps.reduce<Schema | undefined>((schema, step) => schema?.properties?.[step], providers[kind.id])
          // The default of OpenBao's mount is in ESO's code alone, as is GitLab's address.
          const inCode = ['openBao path', 'gitlab url'].includes(`${kind.id} ${name}`)
          assert.ok(field || (kind.id === 'conjur' && read), `${kind.id}.${at ?? name} is not in the schema`)
          assert.equal(inCode ? undefined : byDefault, field?.default)
        }
      })
  })
}
