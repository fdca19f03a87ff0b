import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

const folder = '.github/workflows'

describe('the workflows', () => {
  for (const file of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, file), 'utf8')

    it(`${file} pins every action by a whole commit hash and tells the version`, () => {
      for (const [line] of text.matchAll(/^.*\buses:.*$/gm)) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    })

    it(`${file} asks for no right that it does not need`, () => {
      assert.match(text, /^permissions:\n {2}contents: read$/m)
    })
  }
})
