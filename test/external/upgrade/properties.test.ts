import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {LintSource} from '../../../src/external/read-objects.js'
import {oldForms} from '../../../src/external/upgrade/conversion.js'
import {maskedSource} from '../../../src/external/upgrade/mask-secrets.js'
import {upgradeFiles} from '../../../src/external/upgrade/upgrade-files.js'
import {readUpgradeGoldens} from '../../support/read-upgrade-golden.js'

const goldens = readUpgradeGoldens()
const source = (path: string, text: string): LintSource => ({path, bytes: Buffer.from(text), isNamed: false})
const debris = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\r\n',
    '- ',
    ': ',
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
    '<<: *a',
    '!!str ',
    '---\n',
    '~',
  ),
  fc.constantFrom('<path:a#b>', '<', '>', ' | base64encode', 'name: ', 'key: ', 'data:', '{{ .a }}', '\u0000', 'é', '😀', '\ufeff'),
)
const edit = fc.record({at: fc.nat(2000), length: fc.nat(20), text: debris})

describe('external upgrade of damaged manifests', () => {
  it('never fails, names a place for what is left, and has nothing to do a second time', async () => {
    let changed = 0
    const property = fc.asyncProperty(fc.constantFrom(...goldens), fc.array(edit, {minLength: 1, maxLength: 2}), async (golden, edits) => {
      const text = edits.reduce((sofar, {at, length, text: inserted}) => {
        const start = at % (sofar.length + 1)
        return sofar.slice(0, start) + inserted + sofar.slice(start + length)
      }, golden.input)
      const upgrade = (input: string) =>
        upgradeFiles({sources: [source('input', input)], forms: oldForms, surroundings: () => [source('stores', golden.stores)]})
      const {files, left} = await upgrade(text)
      for (const {where} of left) assert.match(where, /^input:\d+:\d+$/)
      maskedSource(source('input', text))
      const [file] = files
      if (!file) return
      changed++
      const again = await upgrade(file.text)
      assert.deepEqual(again.files, [])
    })
    await fc.assert(property, {numRuns: 1000, seed: 5})
    assert.ok(changed > 150, `only ${changed} changed`)
  })
})
