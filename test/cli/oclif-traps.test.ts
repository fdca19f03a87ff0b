import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'
import type {Command} from '@oclif/core'
import {type FixtureProgram, fixtureProgram, runProgram} from '../support/fixture-program.js'
import {commandIds, ourCommand} from '../support/our-commands.js'

// What oclif does by default and a program for secrets must not do, each with its test.

const flagsOf = (command: Command.Class) => Object.entries({...command.baseFlags, ...command.flags})
const argsOf = (command: Command.Class) => Object.entries(command.args)

describe('the traps of oclif: the command', () => {
  for (const id of commandIds) {
    describe(id.replaceAll(':', ' '), () => {
      let command: Command.Class
      before(async () => {
        command = await ourCommand(id)
      })

      it('fails, ends and prints JSON as BaseCommand does', async () => {
        const {BaseCommand} = await import('../../src/cli/base-command.js')
        assert.ok(command.prototype instanceof BaseCommand)
        // kubeseal's command line has no --json
        assert.equal(command.enableJsonFlag, id !== 'kubeseal')
      })

      // oclif fills a missing argument from stdin, as text and after a wait of 10 ms; `-` in a flag waits as long and gives up.
      it('leaves stdin alone', () => {
        const readers = argsOf(command).filter(([, arg]) => !arg.ignoreStdin)
        assert.deepEqual(
          readers.map(([name]) => name),
          [],
        )
        const waiters = flagsOf(command).filter(([, flag]) => 'allowStdin' in flag)
        assert.deepEqual(
          waiters.map(([name]) => name),
          [],
        )
      })

      // `--label a file.yaml` would take the file for a second label. `seal --tls CERT KEY` is the one flag with two words.
      it('takes one word for each flag', () => {
        const greedy = flagsOf(command).filter(
          ([name, flag]) =>
            name !== 'tls' && 'multiple' in flag && flag.multiple && !('multipleNonGreedy' in flag && flag.multipleNonGreedy),
        )
        assert.deepEqual(
          greedy.map(([name]) => name),
          [],
        )
      })

      // `oclif manifest` evaluates them on the machine that publishes.
      it('has no default that a machine decides, unless it stays out of the manifest', () => {
        const baked = [...flagsOf(command), ...argsOf(command)].filter(
          ([, input]) => typeof input.default === 'function' && !input.noCacheDefault,
        )
        assert.deepEqual(
          baked.map(([name]) => name),
          [],
        )
      })

      // Arguments are seen by every process of the machine, and DEBUG=* of oclif prints them.
      it('takes no secret on the command line', () => {
        const telling = /(^|-)(password|passwd|passphrase|token|secret|value|literal|credentials?)$/
        // KEY, and the FILE of a Secret
        const naming = ['unseal value', 'external:create from-secret']
        const open = [...flagsOf(command), ...argsOf(command)].filter(
          ([name, input]) => telling.test(name) && !naming.includes(`${id} ${name}`) && !('type' in input && input.type === 'boolean'),
        )
        assert.deepEqual(
          open.map(([name]) => name),
          [],
        )
      })
    })
  }
})

describe('the traps of oclif: a program', () => {
  let program: FixtureProgram
  const run = (args: readonly string[], surroundings = {}) => runProgram(program.launcher, args, surroundings)
  before(async () => {
    program = await fixtureProgram()
  })

  // oclif ends with 1 under --json whatever the error.
  for (const [args, expected] of [
    [['answer'], 0],
    [['answer', '--no'], 1],
    [['fail', 'ours'], 2],
    [['fail', 'foreign'], 2],
    [['fail', 'string'], 2],
    [['fail', 'usage'], 2],
    [['fail', 'rejection'], 2],
    [['fail', 'later'], 2],
    [['fail', 'exit'], 7],
    [['fail', 'exit-0'], 0],
    [['seal', '--nonsense'], 2],
    [['nosuch'], 2],
  ] as const) {
    it(`ends with ${expected}, with --json too: gsec ${args.join(' ')}`, async () => {
      const [plain, json] = await Promise.all([run(args), run([...args, '--json'])])
      assert.deepEqual([plain.status, json.status], [expected, expected])
    })
  }

  // oclif prints argv, the environment's paths and the whole configuration: 42 kB.
  it('says in the JSON of an error what is wrong, and nothing more', async () => {
    const {stdout, stderr} = await run(['seal', '--nonsense=hunter2', '--label', 'hunter2', '--json'])
    assert.deepEqual(JSON.parse(stdout), {error: {code: 'USAGE', message: 'unknown flag --nonsense', hint: 'run the command with --help'}})
    assert.equal(stderr, '')
  })

  // oclif prints the message of any error, and those of libraries quote what they read.
  for (const way of ['foreign', 'string', 'ours', 'rejection', 'later']) {
    for (const env of [{}, {GSEC_DEBUG: '1'}, {DEBUG: '*'}]) {
      it(`keeps the message of a library to itself: ${way} ${Object.keys(env)}`, async () => {
        const {stdout, stderr} = await run(['fail', way], {env})
        assert.doesNotMatch(stdout + stderr, /hunter2/)
      })
    }
  }

  it('leaves stdin to the command', async () => {
    const {stdout} = await run(['seal', '-', '--label', '-', '--json'], {input: 'hunter2\n'})
    assert.deepEqual(JSON.parse(stdout), {args: {file: '-'}, flags: {scope: 'strict', json: true, label: ['-']}})
  })

  it('takes one word for each flag, and the next for a file', async () => {
    const {args, flags} = JSON.parse((await run(['seal', '--label', 'a', 'a.yaml', '--label', 'b', '--json'])).stdout)
    assert.deepEqual([args.file, flags.label], ['a.yaml', ['a', 'b']])
  })

  // oclif would print every command line with its values.
  it('prints nothing more under DEBUG=*', async () => {
    const [quiet, debug] = await Promise.all([run(['seal', 'a.yaml']), run(['seal', 'a.yaml'], {env: {DEBUG: '*', CLI_FLAGS_DEBUG: '1'}})])
    assert.deepEqual(debug, quiet)
  })

  // oclif warns then that the command did not parse its words.
  for (const NODE_ENV of ['test', 'development', 'production']) {
    it(`does not mind NODE_ENV=${NODE_ENV}`, async () => {
      const args = ['seal', '--nonsense']
      assert.deepEqual(await run(args, {env: {NODE_ENV}}), await run(args))
    })
  }

  // oclif lets GSEC_CONTENT_TYPE and a theme in the home folder change what is printed.
  it('prints JSON when --json asks for it, and never in colours', async () => {
    assert.doesNotMatch((await run(['seal'], {env: {GSEC_CONTENT_TYPE: 'json'}})).stdout, /^{\n/)
    assert.ok(!(await run(['seal', '--json'], {env: {FORCE_COLOR: '3'}})).stdout.includes('\u001b'))
  })
})

describe('the traps of oclif: the manifest', () => {
  const text = readFileSync('oclif.manifest.json', 'utf8')

  it('names no folder of the machine that wrote it', () => {
    for (const folder of [homedir(), path.resolve('.')]) assert.ok(!text.includes(folder))
    assert.doesNotMatch(text, /"(\/|[A-Z]:\\\\)/)
  })

  // oclif drops a manifest of another version and loads every command.
  it('has the version of the package', () => {
    assert.equal(JSON.parse(text).version, JSON.parse(readFileSync('package.json', 'utf8')).version)
  })
})
