import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {editCases} from '../support/edit-cases.js'
import {lineDiff} from '../support/line-diff.js'

describe('a change in place', () => {
  const cases = editCases()

  it('is tried on twenty files, and by every command on most', () => {
    assert.ok(cases.length >= 20)
    for (const command of ['set', 'unset', 'rename-key', 'edit', 'reseal']) {
      const trying = cases.filter(({operations}) => operations.some(({title}) => title.split(' ')[0] === command))
      assert.ok(trying.length >= 20, command)
    }
  })

  for (const {name, path, before, operations, readable} of cases) {
    for (const {title, expected, run} of operations) {
      it(`touches nothing else: ${title}, in a file like ${name}`, async () => {
        const actual = readable(lineDiff(before, await run()))
        if (process.env['UPDATE_GOLDEN'] === '1') update(path, title, actual)
        else assert.equal(actual, expected)
      })
    }
  }
})

/** Rewrites one section of a golden; a new one is begun by hand. */
function update(path: URL, title: string, text: string): void {
  const head = `-- ${title} --\n`
  const golden = readFileSync(path, 'utf8')
  const start = golden.indexOf(head) + head.length
  const next = golden.slice(start).search(/^-- /m)
  writeFileSync(path, golden.slice(0, start) + text + (next === -1 ? '' : golden.slice(start + next)))
}
