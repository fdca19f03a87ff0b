import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {isAtLeast, type Severity} from '../../src/finding.js'
import {rules} from '../../src/scan/rules/index.generated.js'
import {scanFile} from '../../src/scan/scan-file.js'
import {expand} from '../support/expand.js'
import {sealedText} from '../support/sealed-text.js'

interface Case {
  name: string
  path: string
  text: string
}

interface Row {
  /** The row of the table of kinds that the cases belong to. */
  row: string
  /** Key path of each finding, and a piece of the line that it begins on, which no other line holds; `least` where the finding is a small one. */
  holds: (Case & {finds: Record<string, string>; least?: Severity})[]
  /** `waived` where a person said so: the finding is there, and kept quiet. */
  silent: (Case & {waived?: true})[]
}

// Written from what a GitOps repository holds, not from what the engine does: each case asserts line and key of every finding that
// would fail a build.
const folder = new URL('../fixtures/gitops/', import.meta.url)
const rows = readdirSync(folder).map(file => parse(readFileSync(new URL(file, folder), 'utf8')) as Row)

describe('a GitOps repository', () => {
  for (const {row, holds, silent} of rows) {
    describe(row, () => {
      for (const {name, path, text, finds, least} of holds) {
        it(`reports ${name}`, () => {
          const seed = `${row}/${name}`
          const expected = Object.entries(finds).map(([keyPath, piece]) => [lineOf(expand(piece, seed), filled(text, seed)), keyPath])
          assert.deepEqual(failing(path, filled(text, seed), least).found.sort(), expected.sort())
        })
      }
      for (const {name, path, text, waived = false} of silent) {
        it(`keeps quiet about ${name}`, () => {
          const {found, isWaived} = failing(path, filled(text, `${row}/${name}`))
          assert.deepEqual({found, isWaived}, {found: [], isWaived: waived})
        })
      }
    })
  }

  it('is told by at least 120 cases of each sort', () => {
    for (const sort of ['holds', 'silent'] as const) {
      const count = rows.reduce((sum, row) => sum + row[sort].length, 0)
      assert.ok(count >= 120, `${count} ${sort}`)
    }
  })
})

const filled = (text: string, seed: string) => expand(sealedText(text, seed), seed)

/** What fails a build; where nobody says otherwise, medium or worse. */
function failing(path: string, text: string, least: Severity = 'medium') {
  const {findings, waived} = scanFile({path, bytes: Buffer.from(text)}, rules)
  const found = findings
    .filter(({finding}) => isAtLeast(finding.severity, least))
    .map(({finding}) => [finding.line, finding.keyPath ?? ''] as [number, string])
  return {found, isWaived: waived.length > 0}
}

function lineOf(piece: string, text: string): number {
  const at = text.indexOf(piece)
  assert.ok(at !== -1 && text.indexOf(piece, at + 1) === -1, `the text holds "${piece}" once`)
  return text.slice(0, at).split('\n').length
}
