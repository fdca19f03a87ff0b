import assert from 'node:assert/strict'
import fc from 'fast-check'
import {GsecError} from '../../../src/errors.js'
import {createManifests, writeDocuments} from '../../../src/external/create/create-manifests.js'
import type {CreateRequest} from '../../../src/external/create/create-request.js'
import {goExpressions} from '../../../src/external/go-expressions.js'
import {lintDocuments} from '../../../src/external/lint.js'
import {isAtLeast} from '../../../src/finding.js'
import {objectsOf, readManifests} from '../../../src/manifest/read-manifests.js'
import {storeKinds} from '../../../src/providers/stores/index.generated.js'

/** What people type, and what breaks what is not careful. */
const odd = fc.oneof(
  fc.string({unit: 'binary', maxLength: 12}),
  fc.constantFrom(
    'yes',
    '012',
    '1e3',
    '~',
    'a: b',
    '- a',
    '"',
    "'",
    '#x',
    '\n',
    '{{ .a }}',
    '{{',
    '(a',
    '*',
    '__proto__',
    'é',
    '🔑',
    '$(A)',
    '\ud800',
  ),
)
const word = fc.constantFrom(...storeKinds.flatMap(kind => [...Object.keys(kind.names), kind.id]))
const secretKey = fc.oneof(fc.stringMatching(/^[-._a-zA-Z0-9]{1,8}$/), fc.constantFrom('a', 'yes', '1', 'tls.crt'))
const reference = fc.oneof(
  fc.tuple(word, fc.oneof(fc.stringMatching(/^[a-z/-]{1,8}$/), odd)).map(([name, key]) => `${name}:${key}`),
  {weight: 6, arbitrary: fc.constantFrom('gcp:db@3#a.b', 'gcp:a')},
  fc.constantFrom('projects/p/secrets/db', 'aws:shop/db#password', 'op://vault/item/field', 'ref+gcpsecrets://p/s#/a'),
  odd,
)
const pair = fc.tuple(fc.oneof(secretKey, odd), odd).map(([key, value]) => `${key}=${value}`)
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, {maxLength: 2})
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({weight: 7, arbitrary: fc.constant(undefined)}, arbitrary)

const request: fc.Arbitrary<CreateRequest> = fc.record({
  words: fc
    .tuple(
      fc.oneof({weight: 9, arbitrary: fc.constantFrom('db', 'a.b')}, odd),
      some(fc.tuple(secretKey, reference).map(([key, ref]) => `${key}=${ref}`)),
    )
    .map(([name, rest]) => [name, ...rest]),
  store: fc.constantFrom('s', 'gcp', 'S'),
  namespace: maybe(fc.constantFrom('shop', 'Shop')),
  extracts: maybe(some(reference)),
  findNames: maybe(some(odd)),
  findTags: maybe(some(pair)),
  findPath: maybe(odd),
  rewrites: maybe(some(fc.oneof(odd, fc.constantFrom('merge', 'merge:a', 's/a/b/', 's/(/b/', '{{ .value | upper }}')))),
  generators: maybe(some(fc.oneof(odd, fc.constantFrom('Password/a', 'uuid/b')))),
  type: maybe(fc.oneof(odd, fc.constantFrom('kubernetes.io/tls', 'bootstrap.kubernetes.io/token'))),
  templates: maybe(some(pair)),
  labels: maybe(some(pair)),
  annotations: maybe(some(pair)),
  refreshInterval: maybe(fc.oneof(odd, fc.constantFrom('1h', '0', '-1h', '90m'))),
  creationPolicy: maybe(fc.constantFrom('Owner', 'Orphan', 'Merge', 'None', 'CreateOrMerge')),
  deletionPolicy: maybe(fc.constantFrom('Retain', 'Delete', 'Merge')),
  isImmutable: maybe(fc.boolean()),
  esoVersion: maybe(fc.constantFrom('2.8', '0.15', 'x')),
})

describe('whatever is asked of external create', () => {
  it('it refuses in its own words, or writes what lint lets pass and YAML reads back', () => {
    let written = 0
    fc.assert(
      fc.property(request, asked => {
        const around = {repository: [], configured: new Map(), ofEnvironment: undefined, apiVersion: 'external-secrets.io/v1'}
        try {
          const {documents} = createManifests(asked, around, {expressions: goExpressions}, undefined)
          const objects = readManifests(Buffer.from(writeDocuments(documents, 'yaml')), 'a.yaml').documents.flatMap(objectsOf)
          const findings = lintDocuments(objects, {expressions: goExpressions}).filter(({severity}) => isAtLeast(severity, 'high'))
          assert.deepEqual(
            findings.map(({ruleId}) => ruleId).filter(id => asked.esoVersion !== '0.15' || id !== 'eso-api-version'),
            [],
          )
          assert.equal(objects.length, 1)
          written++
        } catch (error) {
          assert.ok(error instanceof GsecError, String(error))
          assert.match(error.code, /^(USAGE|REFERENCE_INVALID|MANIFEST_INVALID)$/)
        }
      }),
      {numRuns: 2000},
    )
    assert.ok(written > 50, `${written} written`)
  })
})
