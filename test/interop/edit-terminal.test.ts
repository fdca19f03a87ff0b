import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {bin, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {runOnTerminal, runProgramOnTerminal} from '../support/terminal.js'
import {vector} from '../support/vectors.js'

const sealed = vector('kubeseal/full.strict.yaml').toString()
const edit = ['edit', 'db.yaml', '--key', 'key.pem', '--cert', 'cert.pem']

/** Asks on its terminal, as an editor does, and remembers where the plaintext was. */
const EDITOR = `test -t 0 && test -t 1 || { echo 'no terminal' >&2; exit 1; }
echo "$1" > opened
printf 'new foo? '
read -r answer
sed "s/^  foo: .*/  foo: $answer/" "$1" > "$1.new" && mv "$1.new" "$1"
`
/** The same, with its own use for Ctrl-C. */
const STUBBORN = `trap 'echo "not now"' INT\n${EDITOR.replace('read -r answer', 'while ! read -r answer; do :; done')}`

// Needs Python for the pseudo-terminal.
describe('gsec edit on a terminal', function () {
  this.timeout(120_000)
  let cwd: string
  beforeEach(() => {
    cwd = temporaryFolder({
      'cert.pem': vector('kubeseal/cert.pem'),
      'key.pem': vector('kubeseal/key.pem'),
      'db.yaml': sealed,
      'editor.sh': EDITOR,
      'stubborn.sh': STUBBORN,
    })
  })
  const now = () => readFileSync(path.join(cwd, 'db.yaml'), 'utf8')
  const foo = () => runGsec(['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'foo'], {cwd}).stdout
  const plaintextIsGone = () => {
    const file = readFileSync(path.join(cwd, 'opened'), 'utf8').trim()
    assert.ok(path.isAbsolute(file) && !existsSync(path.dirname(file)))
  }

  it('hands the terminal to the editor, and seals what was typed', () => {
    const run = runOnTerminal(edit, [{expect: 'new foo\\? ', send: 'typed\r'}], cwd, {EDITOR: 'sh editor.sh'})
    assert.equal(run.status, 0, run.shown)
    assert.equal(run.stdout, '')
    assert.match(run.shown, /gsec: note: sealed foo in myns\/mysecret, db\.yaml/)
    assert.equal(foo(), 'typed')
    plaintextIsGone()
  })

  it('does so while the key comes through standard input', () => {
    const run = runProgramOnTerminal(
      ['/bin/sh', '-c', `cat key.pem | "$0" "$@"`, process.execPath, bin, 'edit', 'db.yaml', '--key', '-', '--cert', 'cert.pem'],
      [{expect: 'new foo\\? ', send: 'piped\r'}],
      cwd,
      {EDITOR: 'sh editor.sh'},
    )
    assert.equal(run.status, 0, run.shown)
    assert.equal(foo(), 'piped')
  })

  it('opens the editor again for a mistake', () => {
    const run = runOnTerminal(
      edit,
      [
        {expect: 'new foo\\? ', send: '[one, two]\r'},
        {expect: 'new foo\\? ', send: 'mended\r'},
      ],
      cwd,
      {EDITOR: 'sh editor.sh'},
    )
    assert.equal(run.status, 0, run.shown)
    assert.equal(foo(), 'mended')
  })

  it('ends with 130 at Ctrl-C, and leaves nothing behind', () => {
    const run = runOnTerminal(edit, [{expect: 'new foo\\? ', send: '\u0003'}], cwd, {EDITOR: 'sh editor.sh'})
    assert.equal(run.status, 130, run.shown)
    assert.equal(now(), sealed)
    plaintextIsGone()
  })

  it('leaves Ctrl-C to an editor that has its own use for it', () => {
    const run = runOnTerminal(
      edit,
      [
        {expect: 'new foo\\? ', send: '\u0003'},
        {expect: 'not now', send: 'after all\r', pause: 0.8},
      ],
      cwd,
      {EDITOR: 'sh stubborn.sh'},
    )
    assert.equal(run.status, 0, run.shown)
    assert.equal(foo(), 'after all')
  })

  it('ends when the terminal is closed, and leaves nothing behind', () => {
    const run = runOnTerminal(edit, [{expect: 'new foo\\? '}], cwd, {EDITOR: 'sh editor.sh'})
    assert.equal(run.status, 129)
    assert.equal(now(), sealed)
    plaintextIsGone()
  })

  it('works with vi', function () {
    if (spawnSync('vi', ['--version']).status !== 0) this.skip()
    const run = runOnTerminal(
      edit,
      [
        {expect: 'mysecret\\.yaml', send: ':%s/^  foo: .*/  foo: by vi/\r'},
        {expect: 'by vi', send: ':wq\r'},
      ],
      cwd,
      {EDITOR: 'vi -n -i NONE'},
    )
    assert.equal(run.status, 0, run.shown)
    assert.equal(foo(), 'by vi')
  })
})

describe('gsec set --prompt on a terminal', function () {
  this.timeout(120_000)

  it('asks for the value without showing it', () => {
    const cwd = temporaryFolder({'cert.pem': vector('kubeseal/cert.pem'), 'key.pem': vector('kubeseal/key.pem'), 'db.yaml': sealed})
    const args = ['set', 'db.yaml', 'foo', '--cert', 'cert.pem']
    const run = runOnTerminal(args, [{expect: 'foo:', send: 'tYpEd unseen\r'}], cwd)
    assert.equal(run.status, 0, run.shown)
    assert.ok(!run.shown.includes('tYpEd'))
    assert.equal(runGsec(['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'foo'], {cwd}).stdout, 'tYpEd unseen')
    // and Ctrl-C leaves the file as it is
    const before = readFileSync(path.join(cwd, 'db.yaml'), 'utf8')
    assert.equal(runOnTerminal([...args, '--prompt'], [{expect: 'foo:', send: '\u0003'}], cwd).status, 130)
    assert.equal(readFileSync(path.join(cwd, 'db.yaml'), 'utf8'), before)
  })
})
