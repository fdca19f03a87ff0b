import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import path from 'node:path'

// test/vectors/README.md says how they were recorded. Paths in them are those of POSIX.
describe('the recorded runs of kubeseal', function () {
  this.timeout(180_000)

  it('come out the same', function () {
    if (process.platform === 'win32') this.skip()
    const runner = path.resolve('test/support/kubeseal-cases.mjs')
    const run = spawnSync(process.execPath, [runner, 'test/vectors/kubeseal-cli', '--', process.execPath, 'bin/run.js', 'kubeseal'], {
      encoding: 'utf8',
    })
    assert.equal(run.stdout, '100 passed, 0 failed\n', run.stderr)
  })
})
