import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {cpSync, openSync, readFileSync, symlinkSync} from 'node:fs'
import path from 'node:path'
import {type FixtureProgram, fixtureProgram, runProgram} from '../support/fixture-program.js'
import {temporaryFolder} from '../support/temporary-folder.js'

describe('the launcher', () => {
  let program: FixtureProgram
  const run = (...args: string[]) => runProgram(program.launcher, args)
  before(async () => {
    program = await fixtureProgram()
  })

  it('prints the version, the platform and that of Node', async () => {
    const stdout = `gsec/1.2.3 ${process.platform}-${process.arch} node-${process.version}\n`
    assert.deepEqual(await run('--version'), {status: 0, stdout, stderr: ''})
  })

  it('finds workers where the sources say they are', async () => {
    assert.deepEqual(await run('count', 'a', 'b'), {status: 0, stdout: '2 words\n', stderr: ''})
  })

  it('says so when the program has not been built', async () => {
    const root = temporaryFolder()
    cpSync(path.join(program.root, 'bin'), path.join(root, 'bin'), {recursive: true})
    cpSync(path.join(program.root, 'package.json'), path.join(root, 'package.json'))
    const stderr = `gsec: error: the program is not built\ngsec: hint: run "npm ci" in ${root}\n`
    assert.deepEqual(await runProgram(path.join(root, 'bin/run.js'), ['seal']), {status: 2, stdout: '', stderr})
  })

  describe('with words that name no command', () => {
    const cases = [
      {args: ['sael'], message: 'unknown command "sael"', hint: 'did you mean "gsec seal"?'},
      {args: ['sael', '--scope', 'strict', 'a.yaml'], message: 'unknown command "sael"', hint: 'did you mean "gsec seal"?'},
      {args: ['help', 'sael'], message: 'unknown command "sael"', hint: 'did you mean "gsec seal"?'},
      {args: ['sael', '--help'], message: 'unknown command "sael"', hint: 'did you mean "gsec seal"?'},
      {args: ['cret', 'show', 'a.pem'], message: 'unknown command "cret"', hint: 'did you mean "gsec cert show"?'},
      {args: ['cert', 'shwo', 'a.pem'], message: 'unknown command "cert shwo"', hint: 'did you mean "gsec cert show"?'},
      {args: ['cert', 'xylophone'], message: 'unknown command "cert xylophone"', hint: '"gsec cert --help" lists the commands'},
      {args: ['cert:shwo'], message: 'unknown command "cert shwo"', hint: 'did you mean "gsec cert show"?'},
      {args: ['xylophone', 'hunter2'], message: 'unknown command "xylophone"', hint: '"gsec --help" lists the commands'},
      {args: ['hiden'], message: 'unknown command "hiden"', hint: '"gsec --help" lists the commands'},
      {args: ['--scope', 'strict', 'seal'], message: 'a flag stands before the command', hint: 'write gsec COMMAND, then its flags'},
      {args: ['a\u001b[2Jb'], message: 'unknown command "a\\x1b[2Jb"', hint: '"gsec --help" lists the commands'},
    ]
    for (const {args, message, hint} of cases) {
      it(`answers ${JSON.stringify(args.join(' '))}: ${hint}`, async () => {
        assert.deepEqual(await run(...args), {status: 2, stdout: '', stderr: `gsec: error: ${message}\ngsec: hint: ${hint}\n`})
      })
    }

    it('answers in JSON where that is asked for, and asks nothing', async () => {
      const {status, stdout, stderr} = await run('sael', '--json')
      const error = {code: 'USAGE', message: 'unknown command "sael"', hint: 'did you mean "gsec seal"?'}
      assert.deepEqual({status, stderr, json: JSON.parse(stdout)}, {status: 2, stderr: '', json: {error}})
    })
  })

  describe('standing in for kubeseal', () => {
    before(function () {
      if (process.platform === 'win32') this.skip() // links to files need a right there
    })

    const raw = ['--help', '--version', '-h', '--json', '--', 'a b', '']
    for (const name of ['kubeseal', 'kubeseal.js', 'kubeseal.exe', 'kubeseal.cmd']) {
      it(`passes every word on when it is called ${name}`, async () => {
        const link = path.join(temporaryFolder(), name)
        symlinkSync(program.launcher, link)
        assert.deepEqual(await runProgram(link, raw), {status: 3, stdout: `${JSON.stringify(raw)}\n`, stderr: ''})
      })
    }

    it('passes every word on after the command kubeseal', async () => {
      assert.deepEqual(await run('kubeseal', ...raw), {status: 3, stdout: `${JSON.stringify(raw)}\n`, stderr: ''})
    })

    it('is gsec under a name that only resembles kubeseal', async () => {
      const link = path.join(temporaryFolder(), 'my-kubeseal')
      symlinkSync(program.launcher, link)
      assert.match((await runProgram(link, ['--version'])).stdout, /^gsec\//)
    })

    it('keeps the message of an unexpected error to itself', async () => {
      const {status, stderr} = await run('kubeseal', '--throw')
      assert.equal(status, 2)
      assert.match(stderr, /^gsec: error: internal error \(Error\)\n/)
    })
  })

  describe('when something goes wrong that nobody catches', () => {
    for (const way of ['rejection', 'later']) {
      it(`shows the class of the error alone: ${way}`, async () => {
        const hint = 'set GSEC_DEBUG=1 to see where it happened, and report it'
        const stderr = `gsec: error: internal error (RangeError)\ngsec: hint: ${hint}\n`
        assert.deepEqual(await run('fail', way), {status: 2, stdout: '', stderr})
      })
    }

    it('shows the frames with GSEC_DEBUG=1, and still no message', async () => {
      const {status, stderr} = await runProgram(program.launcher, ['fail', 'later'], {env: {GSEC_DEBUG: '1'}})
      assert.equal(status, 2)
      assert.match(stderr, /^RangeError\n {4}at .*fail\.js:\d+/m)
      assert.doesNotMatch(stderr, /hunter2/)
    })

    it('says so when its output cannot be written', function () {
      if (process.platform !== 'linux') this.skip() // /dev/full is Linux's
      const {status, stderr} = spawnSync(process.execPath, [program.launcher, 'seal'], {
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
        encoding: 'utf8',
      })
      assert.equal(stderr, 'gsec: error: standard output: cannot be written\n')
      assert.equal(status, 2)
    })
  })

  describe('with a reader that leaves', () => {
    for (const [args, expected] of [
      [['answer', '--lines', '50000'], 0],
      [['answer', '--lines', '50000', '--no'], 1],
      [['fail', 'ours', '--json'], 2],
    ] as const) {
      it(`ends with ${expected} and says nothing: gsec ${args.join(' ')} | head -1`, async () => {
        const child = spawn(process.execPath, [program.launcher, ...args], {stdio: ['ignore', 'pipe', 'pipe']})
        child.stdout.once('data', () => child.stdout.destroy())
        let stderr = ''
        child.stderr.on('data', text => (stderr += text))
        const [status] = await once(child, 'close')
        assert.deepEqual({status, stderr}, {status: expected, stderr: ''})
      })
    }
  })

  it('ends with 130 in a shell when it is interrupted', function () {
    if (process.platform === 'win32') this.skip()
    // A shell of its own, so that $? is what a user's shell would show.
    const script = `"$0" "$1" answer --wait & pid=$!; sleep 1; kill -INT $pid; wait $pid; echo $?`
    const {stdout} = spawnSync('bash', ['-mc', script, process.execPath, program.launcher], {encoding: 'utf8'})
    assert.equal(stdout, 'waiting\n130\n')
  })

  it("runs no code from the user's data folder", async () => {
    const home = temporaryFolder({
      '.local/share/gsec/package.json': JSON.stringify({
        name: 'x',
        version: '1.0.0',
        oclif: {plugins: [{name: 'evil', type: 'user', tag: '1'}], hooks: {init: './evil.js'}},
        dependencies: {evil: '1.0.0'},
      }),
      '.local/share/gsec/node_modules/evil/package.json': JSON.stringify({
        name: 'evil',
        version: '1.0.0',
        oclif: {hooks: {init: './evil.js', command_not_found: './evil.js'}, commands: './commands'},
      }),
      '.local/share/gsec/node_modules/evil/evil.js': `require('fs').writeFileSync(process.env.HOME + '/was-here', '')`,
      '.local/share/gsec/node_modules/evil/commands/evil.js': `require('fs').writeFileSync(process.env.HOME + '/was-here', '')`,
    })
    for (const args of [['seal'], ['--help'], ['nosuch'], ['evil']]) await runProgram(program.launcher, args, {env: {HOME: home}})
    assert.throws(() => readFileSync(path.join(home, 'was-here')), {code: 'ENOENT'})
  })
})
