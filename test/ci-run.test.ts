import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync} from 'node:fs'
import path from 'node:path'
import {temporaryFolder} from './support/temporary-folder.js'

/** Runs .ci/run in a clone where `npm ARG…` does what the script says for these arguments, and all else succeeds. */
function runCi(npm: Record<string, string>, files: Record<string, string> = {}) {
  const cases = Object.entries(npm).map(([args, script]) => `"${args}") ${script};;`)
  const body = (lines: readonly string[]) => `#!/bin/sh\ncase "$*" in\n${lines.join('\n')}\nesac\n`
  const clone = temporaryFolder({'tools/npm': body(cases), 'tools/go': '#!/bin/sh\n', ...files})
  cpSync('.ci', path.join(clone, '.ci'), {recursive: true})
  for (const tool of ['npm', 'go']) chmodSync(path.join(clone, 'tools', tool), 0o755)
  const {status, stdout} = spawnSync(path.join(clone, '.ci/run'), {
    encoding: 'utf8',
    env: {PATH: `${path.join(clone, 'tools')}${path.delimiter}${process.env.PATH}`, HOME: clone},
  })
  return {status, last: stdout.trimEnd().split('\n').at(-1)}
}

const interop = {'test/interop/kubeseal.test.ts': ''}
const cases = [
  {
    name: 'adds up what the steps counted',
    npm: {test: 'echo "10 passed, 0 failed"', 'run test:interop': 'echo "8 passed, 0 failed"'},
    files: interop,
    expected: {status: 0, last: '18 passed, 0 failed'},
  },
  {
    name: 'leaves out the comparison where there is none',
    npm: {test: 'echo "10 passed, 0 failed"'},
    expected: {status: 0, last: '10 passed, 0 failed'},
  },
  {
    name: 'counts a skipped test as failed',
    npm: {test: 'echo "10 passed, 0 failed, 9 skipped"'},
    expected: {status: 1, last: '10 passed, 9 failed'},
  },
  {
    name: 'counts failures and skipped tests once',
    npm: {test: 'echo "10 passed, 2 failed, 1 skipped"; exit 2'},
    expected: {status: 1, last: '10 passed, 3 failed'},
  },
  {
    name: 'counts a step that ends badly before it counted',
    npm: {test: 'echo "10 passed, 0 failed"', 'run lint': 'exit 1'},
    expected: {status: 1, last: '10 passed, 1 failed'},
  },
  {
    name: 'counts tests that say nothing as failed',
    npm: {test: 'exit 0'},
    expected: {status: 1, last: '0 passed, 1 failed'},
  },
  {
    name: 'counts an installation that fails, and goes on',
    npm: {'ci --no-audit --no-fund': 'exit 1', test: 'echo "10 passed, 0 failed"'},
    expected: {status: 1, last: '10 passed, 1 failed'},
  },
]

describe('.ci/run', () => {
  before(function () {
    if (process.platform === 'win32') this.skip() // it is a script for bash
  })

  for (const {name, npm, files, expected} of cases) {
    it(name, () => {
      assert.deepEqual(runCi(npm, files), expected)
    })
  }
})
