import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import {goExpressions} from '../../src/external/go-expressions.js'
import {lintDocuments} from '../../src/external/lint.js'
import {readObjects} from '../../src/external/read-objects.js'
import type {Finding} from '../../src/finding.js'
import {lintFixtures, readLintFixture} from '../support/read-lint-fixture.js'

const vectors = 'test/vectors/eso-admission'
const manifests = [
  ...readdirSync(vectors)
    .filter(file => file.endsWith('.yaml'))
    .map(file => readFileSync(path.join(vectors, file), 'utf8')),
  ...lintFixtures.flatMap(readLintFixture).map(({text}) => text),
]

/** What hands, merges and generators leave behind. */
const debris = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '  ',
    '\n',
    '\t',
    '\r\n',
    '- ',
    ': ',
    ':',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '---\n',
    '~',
  ),
  fc.constantFrom(
    '{{ .Values.x }}',
    '$' + '{X}',
    '\u0000',
    '\u2028',
    'é',
    '😀',
    '\ufeff',
    'spec:',
    'status:\n  a: b\n',
    'y',
    '0777',
    '1e99',
    '.nan',
  ),
  fc.string({maxLength: 5}),
)
const edit = fc.record({at: fc.nat(1000), length: fc.nat(30), text: debris})

/** Positions count UTF-16 code units from 1; the end is the place after the last one. */
function assertInside({line, column, endLine, endColumn}: Finding, text: string): void {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  const isPlace = (row: number, place: number) => row >= 1 && row <= lines.length && place >= 1 && place <= lines[row - 1]!.length + 1
  assert.ok(isPlace(line, column), `${line}:${column}`)
  assert.ok(isPlace(endLine, endColumn), `${endLine}:${endColumn}`)
  assert.ok(endLine > line || (endLine === line && endColumn >= column))
}

function lint(text: string): Finding[] {
  const {objects, findings} = readObjects({path: 'app.yaml', bytes: Buffer.from(text), isNamed: false})
  return [...findings, ...lintDocuments(objects, {expressions: goExpressions})]
}

describe('external lint of damaged manifests', () => {
  it('never fails, and every finding points into the file', () => {
    let findings = 0
    fc.assert(
      fc.property(fc.constantFrom(...manifests), fc.array(edit, {minLength: 1, maxLength: 4}), (manifest, edits) => {
        const text = edits.reduce((sofar, {at, length, text: inserted}) => {
          const start = at % (sofar.length + 1)
          return sofar.slice(0, start) + inserted + sofar.slice(start + length)
        }, manifest)
        for (const finding of lint(text)) {
          findings++
          assertInside(finding, text)
        }
      }),
      {numRuns: 5000, seed: 11},
    )
    assert.ok(findings > 5000, `only ${findings} findings`)
  })

  const hostile: [name: string, text: string][] = [
    ['a thousand brackets', `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: ${'['.repeat(1000)}${']'.repeat(1000)}\n`],
    ['a hundred thousand brackets', `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: ${'['.repeat(100_000)}`],
    ['a thousand levels', `kind: ExternalSecret\n${Array.from({length: 1000}, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`],
    ['JSON of many levels', `{"kind":"ExternalSecret","spec":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`],
    ['a key of a megabyte', `kind: ExternalSecret\nspec:\n  ${'x'.repeat(1 << 20)}: 1\n`],
    [
      'a template of a megabyte',
      `kind: ExternalSecret\nspec:\n  target:\n    template:\n      data:\n        a: "${'{{ .a }}'.repeat(1 << 17)}"\n`,
    ],
    [
      'a regular expression that backtracks',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  dataFrom:\n  - find:\n      name:\n        regexp: "(a+)+$"\n',
    ],
    [
      'a name of a prototype',
      '{"apiVersion":"external-secrets.io/v1","kind":"SecretStore","__proto__":1,"spec":{"provider":{"constructor":{},"__proto__":{}}}}',
    ],
  ]
  for (const [name, text] of hostile) {
    it(`survives ${name}`, () => {
      for (const finding of lint(text)) assertInside(finding, text)
    })
  }
})
