import assert from 'node:assert/strict'
import path from 'node:path'
import {answerOf, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'

describe('bin/dev.js', () => {
  it('runs the sources from any folder, as bin/run.js runs what is built', () => {
    const cwd = temporaryFolder()
    for (const args of [['help', 'autocomplete'], ['autocomplete', 'bash'], ['nosuch']]) {
      assert.deepEqual(answerOf(runGsec(args, {cwd, bin: path.resolve('bin/dev.js')})), answerOf(runGsec(args, {cwd})))
    }
  })
})
