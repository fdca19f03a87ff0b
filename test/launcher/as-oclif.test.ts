import assert from 'node:assert/strict'
import {type FixtureProgram, fixtureProgram, runProgram} from '../support/fixture-program.js'

interface Invocation {
  args: readonly string[]
  input?: string
  env?: Record<string, string>
}

const helps: Invocation[] = [
  [],
  ['--help'],
  ['-h'],
  ['help'],
  ['help', '--nested-commands'],
  ['help', 'help'],
  ['help', '--help'],
  ['--help', 'seal'],
  ['-h', 'seal', '--scope', 'strict'],
  ['seal', '--help'],
  ['seal', '-h'],
  ['seal', 'a.yaml', '--help'],
  ['seal', '--scope', 'nonsense', '--help'],
  ['help', 'seal'],
  ['help', 'seal', 'a.yaml'],
  ['cert'],
  ['cert', '--help'],
  ['help', 'cert'],
  ['cert', 'show', '--help'],
  ['cert', 'cat', '--help'],
  ['cert:show', '--help'],
  ['help', 'cert', 'show'],
  ['help', 'cert:show'],
  ['cert', 'fetch', '--help'],
  ['external'],
  ['external', '--help'],
  ['external', 'store'],
  ['external', 'store', '--help'],
  ['external', 'store', 'create', '-h'],
  ['help', 'external', 'store', 'create'],
  ['hidden', '--help'],
  ['certificate', '--help'],
].map(args => ({args}))

const commands: Invocation[] = [
  {args: ['seal']},
  {args: ['seal', 'a.yaml']},
  {args: ['seal', 'a.yaml', 'b.yaml']},
  {args: ['seal', '-']},
  {args: ['seal', '']},
  {args: ['seal'], input: 'text for nobody'},
  {args: ['seal', '--scope=cluster-wide', '--count', '3']},
  {args: ['seal', '-s', 'cluster-wide', '--label', 'a', 'a.yaml', '--label=b']},
  {args: ['seal', '--no-force', '--old', 'x']},
  {args: ['seal'], env: {GSEC_SCOPE: 'cluster-wide'}},
  {args: ['seal', '--scope', 'strict'], env: {GSEC_SCOPE: 'cluster-wide'}},
  {args: ['seal', '--', '--help']},
  {args: ['seal', '--', '--json', '-h']},
  {args: ['seal', '--json']},
  {args: ['seal', '--json', 'ünïcode', '--label', 'a b']},
  {args: ['cert', 'show', 'a.pem']},
  {args: ['cert', 'cat', 'a.pem']},
  {args: ['cert:show', 'a.pem']},
  {args: ['certificate', 'a.pem']},
  {args: ['cert', 'fetch']},
  {args: ['external', 'store', 'create']},
  {args: ['hidden']},
  {args: ['answer']},
  {args: ['answer', '--no']},
  {args: ['answer', '--no', '--json']},
  {args: ['seal', '--no-color'], env: {FORCE_COLOR: '1'}},
]

const errors: Invocation[] = [
  ['seal', '--sco', 'strict'],
  ['seal', '--nonsense', '--json'],
  ['seal', '--scope', 'nonsense'],
  ['seal', '--scope'],
  ['seal', '--count', 'many', '--json'],
  ['seal', '--count', '0'],
  ['seal', '--count', '1', '--only', 'x'],
  ['seal', '--count', '1', '--only', 'x', '--json'],
  ['seal', 'a', 'b', 'c'],
  ['cert', 'show'],
  ['cert', 'show', '--json'],
  ['fail', 'ours'],
  ['fail', 'ours', '--json'],
  ['fail', 'foreign'],
  ['fail', 'foreign', '--json'],
  ['fail', 'usage'],
  ['fail', 'exit'],
  ['fail', 'exit', '--json'],
  ['fail', 'exit-0'],
].map(args => ({args}))

describe('the launcher, beside plain oclif', () => {
  let program: FixtureProgram
  before(async () => {
    program = await fixtureProgram()
  })

  for (const {args, ...surroundings} of [...helps, ...commands, ...errors]) {
    it(`does the same for: gsec ${args.map(word => JSON.stringify(word)).join(' ')} ${Object.keys(surroundings).join(' ')}`, async () => {
      const [ours, oclifs] = await Promise.all([
        runProgram(program.launcher, args, surroundings),
        runProgram(program.plainOclif, args, surroundings),
      ])
      assert.deepEqual(ours, oclifs)
    })
  }
})
