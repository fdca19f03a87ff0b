import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import type {Interfaces} from '@oclif/core'
import {completionScript} from '../../src/cli/completion.js'
import {ManifestConfig} from '../../src/launcher/manifest-config.js'
import {fixtureProgram} from '../support/fixture-program.js'

describe('completion in bash', () => {
  let script: string
  before(async function () {
    if (process.platform === 'win32' || spawnSync('bash', ['-c', ':']).status !== 0) this.skip()
    const {root} = await fixtureProgram()
    const pjson: Interfaces.PJSON = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    script = completionScript('bash', new ManifestConfig({root, pjson, load: () => undefined}))
  })

  const cases = [
    {typed: ['gsec', ''], expected: 'answer cert count external fail help seal'},
    {typed: ['gsec', 'c'], expected: 'cert count'},
    {typed: ['gsec', 'cert', ''], expected: 'cat fetch show'},
    {typed: ['gsec', 'external', 'store', ''], expected: 'create'},
    {typed: ['gsec', 'help', 'cert', 's'], expected: 'show'},
    {typed: ['gsec', 'seal', '--s'], expected: '--scope'},
    {typed: ['gsec', 'seal', 'a.yaml', '--s'], expected: '--scope'},
    {typed: ['gsec', 'seal', '--scope', ''], expected: 'cluster-wide strict'},
    {typed: ['gsec', 'seal', '-s', 'str'], expected: 'strict'},
    {typed: ['gsec', 'seal', '--scope', '='], expected: 'cluster-wide strict'},
    {typed: ['gsec', 'seal', '--scope', '=', 'cl'], expected: 'cluster-wide'},
    {typed: ['gsec', 'seal', '--old'], expected: ''},
    {typed: ['gsec', 'hid'], expected: ''},
    {typed: ['gsec', 'seal', 'a'], expected: ''},
  ]
  for (const {typed, expected} of cases) {
    it(`offers ${expected || 'files'} after: ${typed.join(' ')}`, () => {
      const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gsec; printf '%s\\n' "\${COMPREPLY[@]}" | sort | xargs`
      const {stdout, stderr} = spawnSync('bash', ['-c', `${script}\n${ask}`, 'bash', ...typed], {encoding: 'utf8'})
      assert.deepEqual({stdout, stderr}, {stdout: `${expected}\n`, stderr: ''})
    })
  }
})
