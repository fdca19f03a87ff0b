import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import {readWholeJson} from '../../src/kubeseal/json-text.js'
import {expand} from '../support/expand.js'
import {opened} from '../support/opened.js'
import {kubesealFolder, runKubesealIn} from '../support/run-kubeseal.js'
import {vector} from '../support/vectors.js'

const marker = expand('«alnum:24»', 'kubeseal/properties')
const encoded = Buffer.from(marker).toString('base64')

/** What kubeseal can be given as a file: manifests with a value that must not show, cut up, mixed and changed. */
const seeds = [
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: shop\ndata:\n  a: ${encoded}\nstringData:\n  b: ${marker}\n  c: "${marker}"\n`,
  `{"kind": "Secret", "metadata": {"name": "db", "namespace": "shop"}, "stringData": {"a": "${marker}"}, "data": {"b": "${encoded}"}}`,
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec: {encryptedData: {a: ${encoded}}, template: {data: {t: "{{ .a }} ${marker}"}}}\n`,
  vector('kubeseal/cert.pem').toString(),
  `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  data: {tls.key: ${encoded}}\n`,
  vector('kubeseal/full.strict.yaml').toString(),
]
const scraps = [
  '---\n',
  '--- x\n',
  '...\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  ': ',
  '\n',
  '\t',
  '- ',
  '&a ',
  '*a',
  '<<: ',
  '%',
  '!!binary ',
  '\u0000',
  '\ufeff',
  '|\n',
  'null',
  '1e400',
  '{{ .a',
  '{{ fail "x" }}',
  '@',
  'é',
  '\ud800',
]
const text = fc
  .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat({max: 40}), fc.constantFrom(...scraps, '')), {maxLength: 4}))
  .map(([seed, edits]) =>
    edits.reduce((current, [at, length, scrap]) => {
      const start = at % (current.length + 1)
      return current.slice(0, start) + scrap + current.slice(start + length)
    }, seed),
  )
const file = fc.oneof(
  {weight: 6, arbitrary: text.map(value => Buffer.from(value))},
  {weight: 1, arbitrary: fc.uint8Array({maxLength: 200}).map(Buffer.from)},
)

const modes = [
  ['--cert', 'cert.pem'],
  ['--cert', 'cert.pem', '-o', 'yaml', '--allow-empty-data'],
  ['--cert', 'cert.pem', '--merge-into', 'other'],
  ['--cert', 'other'],
  ['--recovery-unseal', '--recovery-private-key', 'other'],
  ['--recovery-unseal', '--recovery-private-key', 'key.pem'],
  ['--cert', 'cert.pem', '--kubeconfig', 'other'],
]

describe('whatever kubeseal is given', function () {
  this.timeout(120_000)
  const folder = kubesealFolder()

  it('the answer is a result or a reason, and no reason shows a value', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, fc.constantFrom(...modes), async (stdin, other, args) => {
        writeFileSync(path.join(folder, 'other'), other)
        const {status, stdout, stderr} = await runKubesealIn(folder, args, {stdin})
        assert.ok(status === 0 || status === 1, `${status}`)
        assert.match(stderr, status === 0 ? /^(warning: .*\n)*$/ : /^(warning: .*\n)*error: .+\n$/s)
        assert.doesNotMatch(stderr, /internal error/)
        for (const value of [marker, encoded]) {
          assert.ok(!stderr.includes(value), stderr)
          // opening prints values, and a template may stand in a SealedSecret
          if (!args.includes('--recovery-unseal')) assert.ok(!stdout.includes(value), stdout)
        }
      }),
      {numRuns: 600},
    )
  })

  it('the command line is read or refused', async () => {
    const word = fc.oneof(
      fc.constantFrom('-o', '--raw', '-f', '-w', '--scope', '--from-file', '-n', '--', '-v', '--cert=cert.pem', '--help', '-h', 'x'),
      fc.string({maxLength: 8}),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, {maxLength: 6}), async words => {
        const {status, stderr} = await runKubesealIn(kubesealFolder(), words)
        assert.ok(status === 0 || status === 1 || status === 2)
        assert.doesNotMatch(stderr, /internal error/)
      }),
      {numRuns: 200},
    )
  })

  it('what is sealed is what was given, for every value and key', async () => {
    const key = fc.string({unit: fc.constantFrom(...'abcXYZ019._-'), minLength: 1, maxLength: 12})
    const values = fc.dictionary(key, fc.uint8Array({maxLength: 40}).map(Buffer.from), {maxKeys: 4, minKeys: 1, noNullPrototype: true})
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.constantFrom('strict' as const, 'namespace-wide' as const, 'cluster-wide' as const),
        async (data, scope) => {
          const manifest = {
            metadata: {name: 'db', namespace: 'shop'},
            data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.toString('base64')])),
          }
          const {stdout} = await runKubesealIn(folder, ['--cert', 'cert.pem', '--scope', scope], {stdin: JSON.stringify(manifest)})
          const label = {strict: 'shop/db', 'namespace-wide': 'shop', 'cluster-wide': ''}[scope]
          const sealed: Record<string, string> = JSON.parse(stdout).spec.encryptedData
          assert.deepEqual(
            new Map(Object.entries(sealed).map(([name, value]) => [name, opened(value, [label])])),
            new Map(Object.entries(data).map(([name, value]) => [name, `«${label}:${value.toString('latin1')}»`])),
          )
        },
      ),
      {numRuns: 50},
    )
  })

  it('JSON is read as JavaScript reads it', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        const plain = (node: ReturnType<typeof readWholeJson>): unknown => {
          if (node.type === 'null') return null
          if (node.type === 'array') return node.items.map(plain)
          if (node.type === 'object') return Object.fromEntries(node.entries.map(([key, value]) => [key, plain(value)]))
          return node.type === 'string' ? node.text : JSON.parse(node.text)
        }
        assert.deepEqual(plain(readWholeJson(json)), JSON.parse(json))
      }),
    )
  })
})
