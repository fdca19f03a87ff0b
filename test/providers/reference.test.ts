import assert from 'node:assert/strict'
import fc from 'fast-check'
import {GsecError} from '../../src/errors.js'
import {parseAssignment} from '../../src/providers/assignment.js'
import {checkReference} from '../../src/providers/check-reference.js'
import {parseReference, type Reference} from '../../src/providers/reference.js'
import {toText} from '../../src/providers/reference-text.js'
import {fromRemoteRef, toRemoteRef} from '../../src/providers/remote-ref.js'
import {storeBlock} from '../../src/providers/scope.js'
import type {Scope, StoreKind} from '../../src/providers/store-kind.js'
import {storeKinds} from '../../src/providers/stores/index.generated.js'

const fake = (key: string, rest: {version?: string; property?: string} = {}) => ({provider: 'fake', scope: {}, key, ...rest})

describe('the grammar of references', () => {
  const splits: {text: string; expected: Reference}[] = [
    {text: 'fake:a', expected: fake('a')},
    {text: 'fake:a@1', expected: fake('a', {version: '1'})},
    {text: 'fake:a#p', expected: fake('a', {property: 'p'})},
    {text: 'fake:a@1#p', expected: fake('a', {version: '1', property: 'p'})},
    // The last #, then the last @ before it.
    {text: 'fake:a@b@c#d#e', expected: fake('a@b', {version: 'c#d', property: 'e'})},
    {text: 'fake:a#p@1', expected: fake('a', {property: 'p@1'})},
    {text: 'fake:a%23b%40c%25d', expected: fake('a#b@c%d')},
    {text: 'fake:a%2523', expected: fake('a%23')},
    {text: 'fake:a@%401#%23p', expected: fake('a', {version: '@1', property: '#p'})},
    // Nothing else is an escape.
    {text: 'fake:a%20b%zz%', expected: fake('a%20b%zz%')},
    {text: 'fake:a:b=c/d e', expected: fake('a:b=c/d e')},
    {text: 'FAKE:A', expected: fake('A')},
  ]
  for (const {text, expected} of splits)
    it(`splits ${text}`, () => {
      assert.deepEqual(parseReference(text), expected)
    })

  const refusals: {text: string; message: string; hint: RegExp}[] = [
    {text: '', message: 'the reference names no provider', hint: /^write provider:key/},
    {text: 'db-password', message: 'the reference names no provider', hint: /gcp:db-password/},
    {text: ':db', message: 'unknown provider', hint: /^the providers are gcp, aws/},
    {text: 'gcp:', message: 'the reference has no key', hint: /^write provider:key/},
    {text: 'gcp:#a', message: 'the reference has no key', hint: /^write provider:key/},
    {text: 'gcp:db@', message: 'nothing stands behind the @', hint: /%40/},
    {text: 'gcp:db#', message: 'nothing stands behind the #', hint: /%23/},
    {text: 'op:me@example.com/password', message: 'the version holds a slash', hint: /%40/},
    {text: 'gpc:db', message: 'unknown provider', hint: /^did you mean gcp:\?$/},
    {text: 'vualt:db', message: 'unknown provider', hint: /^did you mean vault:\?$/},
    {text: 'onepasswordskd:db', message: 'unknown provider', hint: /^did you mean onepasswordSDK:\?$/},
    {text: 'device42:db', message: 'ESO removed this provider in 2.0', hint: /another provider/},
    {text: 'ref+gcpsecrets', message: 'this is not a whole vals URI', hint: /^write ref\+SCHEME/},
    {text: 'ref+sops://secrets.yaml#/a', message: 'vals reads this backend itself; ESO has no provider for it', hint: /awssecrets, awsssm/},
    {text: 'ref+gcpsecret://p/s', message: 'unknown vals backend', hint: /^did you mean ref\+gcpsecrets:\/\/\?$/},
    {text: 'ref+gcpsecrets://p/s?versoin=3', message: 'a vals parameter is unknown', hint: /^did you mean version=\?$/},
    {text: 'ref+gcpsecrets://p/%zz', message: 'a % in the vals URI is not followed by two hexadecimal digits', hint: /%25/},
    {text: 'ref+gcpsecrets://p/', message: 'the reference has no key', hint: /^write/},
  ]
  for (const {text, message, hint} of refusals)
    it(`refuses ${text || 'nothing at all'}`, () => {
      assert.throws(() => parseReference(text), refusal(message, hint))
    })

  it('quotes nothing of what was typed', () => {
    const marks = [
      '%',
      ':',
      '@',
      '#',
      '://',
      'ref+gcpsecrets://',
      'arn:aws:ssm:',
      'projects/',
      'op://',
      'https://v.vault.azure.net/',
      'gcp:',
      '=',
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...marks), fc.constant('qqzzqq')), {maxLength: 8}), parts => {
        try {
          parseReference(parts.join(''))
        } catch (error) {
          assert.ok(error instanceof GsecError && error.code === 'REFERENCE_INVALID' && error.hint)
          assert.doesNotMatch(`${error.message} ${error.hint}`, /qqzzqq/)
        }
      }),
      {numRuns: 500},
    )
  })
})

describe('every word for a provider', () => {
  for (const kind of storeKinds) {
    for (const [word, scope] of [...Object.entries(kind.names), [kind.id, {}] as const])
      it(`begins a reference, in any case: ${word}`, () => {
        const expected = referenceTo(kind, {scope, key: 'db', version: '3', property: 'user'})
        for (const typed of [word, word.toUpperCase()]) assert.deepEqual(parseReference(`${typed}:db@3#user`), expected)
        assert.deepEqual(parseReference(toText(expected)), expected)
      })
  }
})

describe('SECRETKEY=REFERENCE', () => {
  it('is split at the first =', () => {
    assert.deepEqual(parseAssignment('tls.crt=fake:a=b'), {secretKey: 'tls.crt', reference: fake('a=b')})
    const {secretKey, reference} = parseAssignment('password=ref+gcpsecrets://p/s?version=3')
    assert.deepEqual([secretKey, reference.key, reference.version], ['password', 's', '3'])
  })

  it('reads op:// for the provider of the store', () => {
    assert.equal(parseAssignment('a=op://v/i/f', {provider: 'onepassword'}).reference.provider, 'onepassword')
    assert.equal(parseAssignment('a=op://v/i/f').reference.provider, 'onepasswordSDK')
  })

  for (const [text, message] of [
    ['gcp:db', 'no key of the Secret stands before the reference'],
    ['=gcp:db', 'what stands before the = is no key of a Secret'],
    ['ref+gcpsecrets://p/s?version=3', 'what stands before the = is no key of a Secret'],
    ['a b=gcp:db', 'what stands before the = is no key of a Secret'],
    [`${'a'.repeat(254)}=gcp:db`, 'what stands before the = is no key of a Secret'],
  ] as const)
    it(`needs a key of a Secret in ${text.slice(0, 40)}`, () => {
      assert.throws(() => parseAssignment(text), refusal(message, /^write SECRETKEY=REFERENCE/))
    })
})

/** Names that break what is not careful. */
const hostile = fc.oneof(
  fc.constantFrom(
    'a\nb',
    'a\rb',
    '#',
    '@',
    '=',
    '%',
    '%23',
    '%2523',
    'a#b',
    'a@b#c',
    'a=b',
    '::',
    ' ',
    '\u202eb',
    '\0',
    '🔑',
    'ключ',
    '\ud800',
    '__proto__',
  ),
  fc.constant('k'.repeat(10_000)),
  fc.string({unit: 'binary', minLength: 1}),
  fc.stringMatching(/^[a-z#@%/:=.]{1,12}$/),
)
const optional = fc.option(hostile, {nil: undefined})

describe('a reference', () => {
  for (const kind of storeKinds)
    it(`to ${kind.id} comes back from its text, whatever its names`, () => {
      const scopes = fc.constantFrom<Scope>({}, ...Object.values(kind.names))
      fc.assert(
        fc.property(hostile, optional, optional, scopes, (key, version, property, scope) => {
          const reference = referenceTo(kind, {scope, key, version, property})
          fc.pre(isNoOtherSpelling(reference.key) && (!reference.version?.includes('/') || reference.version.startsWith('uuid/')))
          assert.deepEqual(parseReference(toText(reference)), reference)
        }),
      )
    })

  for (const kind of storeKinds)
    it(`to ${kind.id} comes back from store and remoteRef, whatever its names`, () => {
      // The account of Conjur stands where a store says how it logs in.
      const fields = kind.scope.map(({name}) => name).filter(name => `${kind.id} ${name}` !== 'conjur account')
      const scopes = fc.record(Object.fromEntries(fields.map(name => [name, hostile])), {requiredKeys: []})
      fc.assert(
        fc.property(hostile, optional, optional, scopes, (key, version, property, scope) => {
          const reference = referenceTo(kind, {scope: {...scope} as Scope, key, version, property})
          const read = fromRemoteRef(toRemoteRef(reference), kind.id, storeBlock(kind, reference.scope))
          assert.deepEqual({...read, scope: {...read.scope}}, reference)
        }),
      )
    })

  it('of Google carries project and location in its text', () => {
    const name = fc.stringMatching(/^[\w-]{1,20}$/)
    fc.assert(
      fc.property(
        name,
        fc.option(name),
        name,
        fc.option(fc.stringMatching(/^[1-9]\d{0,3}$/)),
        optional,
        (projectID, location, key, version, property) => {
          const reference: Reference = {
            provider: 'gcpsm',
            scope: {projectID, ...(location !== null && {location})},
            key,
            ...(version !== null && {version}),
            ...(property !== undefined && {property}),
          }
          assert.deepEqual(parseReference(toText(reference)), reference)
        },
      ),
    )
  })

  it('of 1Password carries any name without a slash', () => {
    const name = fc.string({unit: 'binary', minLength: 1}).filter(text => !text.includes('/'))
    fc.assert(
      fc.property(name, fc.array(name, {minLength: 2, maxLength: 3}), (vault, steps) => {
        const reference: Reference = {provider: 'onepasswordSDK', scope: {vault}, key: steps.join('/')}
        assert.deepEqual(parseReference(toText(reference)), reference)
      }),
    )
  })
})

describe('a hostile name', () => {
  for (const kind of storeKinds)
    it(`in a reference to ${kind.id} gives short problems and no exception`, () => {
      fc.assert(
        fc.property(hostile, optional, optional, fc.constantFrom('data' as const, 'extract' as const), (key, version, property, use) => {
          const reference = {provider: kind.id, scope: {}, key, ...(version && {version}), ...(property && {property})}
          const problems = checkReference(reference, {use, block: {}})
          for (const {message, fix} of problems) assert.ok(message.length < 300 && fix.length < 4500, `${message.length} ${fix.length}`)
          if (/\p{Cc}/u.test(key)) assert.ok(problems.some(({severity}) => severity === 'error'))
          assert.ok(key.length < 10_000 || problems.length > 0)
        }),
      )
    })
})

function referenceTo(
  kind: StoreKind,
  {scope, key, version, property}: {scope: Scope; key: string; version?: string | undefined; property?: string | undefined},
) {
  return kind.normalize({provider: kind.id, scope, key, ...(version && {version}), ...(property && {property})})
}

/** The short form cannot carry a key that is itself a native name, or makes one with the provider's word. */
function isNoOtherSpelling(key: string): boolean {
  return !/^(?:projects\/|\/\/|arn:|op:\/\/|https:)/.test(key)
}

function refusal(message: string, hint: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof GsecError)
    assert.deepEqual([error.code, error.message], ['REFERENCE_INVALID', message])
    assert.match(error.hint ?? '', hint)
    return true
  }
}
