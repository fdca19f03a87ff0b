import assert from 'node:assert/strict'
import {lintFiles} from '../../../src/external/lint-files.js'
import type {LintSource} from '../../../src/external/read-objects.js'
import {oldForms} from '../../../src/external/upgrade/conversion.js'
import {upgradeFiles} from '../../../src/external/upgrade/upgrade-files.js'
import {readUpgradeGoldens, rewriteUpgradeGolden} from '../../support/read-upgrade-golden.js'

const source = (path: string, text: string): LintSource => ({path, bytes: Buffer.from(text), isNamed: false})

async function upgrade(input: string, stores: string) {
  const {files, left} = await upgradeFiles({
    sources: [source('input', input)],
    forms: oldForms,
    surroundings: () => [source('stores', stores)],
  })
  const notes = files.flatMap(({objects}) => objects.flatMap(object => object.notes))
  return {
    text: files[0]?.text ?? input,
    left: left.map(({object}) => object?.name),
    told: [...left.map(({where, form, reason}) => `left ${where} ${form} ${reason}`), ...notes.map(note => `note ${note}`)],
  }
}

const withCarriageReturns = (text: string) => text.replaceAll('\n', '\r\n')

describe('external upgrade', () => {
  for (const {name, title, input, stores, want, told} of readUpgradeGoldens()) {
    describe(`${name}: ${title}`, () => {
      it('writes what is wanted, byte for byte', async () => {
        const result = await upgrade(input, stores)
        if (process.env['UPDATE_GOLDEN'] === '1') rewriteUpgradeGolden(name, result.text)
        else assert.equal(result.text, want)
        assert.deepEqual(result.told, told)
      })

      it('keeps the line ends of Windows, the byte order mark, and a last line without an end', async () => {
        assert.equal((await upgrade(withCarriageReturns(input), stores)).text, withCarriageReturns(want))
        assert.equal((await upgrade(`\ufeff${input}`, stores)).text, `\ufeff${want}`)
        assert.equal((await upgrade(input.trimEnd(), stores)).text, want.trimEnd())
      })

      it('finds nothing more to do in what it has written', async () => {
        assert.equal((await upgrade(want, stores)).text, want)
      })

      it('writes nothing that lint refuses', async () => {
        const {findings} = await lintFiles({sources: [source('want', want)], surroundings: () => [source('stores', stores)]})
        const refused = findings.filter(({severity}) => severity === 'high').map(({object}) => object?.name)
        const {left} = await upgrade(want, stores)
        assert.deepEqual(
          refused.filter(one => !left.includes(one)),
          [],
        )
      })
    })
  }
})
