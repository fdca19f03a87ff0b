import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'
import {kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {bin, runGsec} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const sealed = vector('kubeseal/full.strict.yaml').toString()
const edit = ['edit', 'db.yaml', '--key', 'key.pem', '--cert', 'cert.pem']
/** Says where the plaintext lies and who it is, and goes on for long. */
const EDITOR = 'echo $$ > editor; echo "$1" > opened.new; mv opened.new opened; exec sleep 60'

interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  stderr: string
}

describe('a change that is interrupted', () => {
  let cwd: string
  const left: (number | undefined)[] = []
  before(function () {
    if (process.platform === 'win32') this.skip()
  })
  beforeEach(() => {
    cwd = temporaryFolder({
      'cert.pem': vector('kubeseal/cert.pem'),
      'key.pem': vector('kubeseal/key.pem'),
      'db.yaml': sealed,
      'editor.sh': EDITOR,
    })
    mkdirSync(path.join(cwd, 'tmp'))
  })
  afterEach(() => {
    closeServers()
    for (const pid of left.splice(0)) if (pid !== undefined && isRunning(pid)) process.kill(pid, 'SIGKILL')
  })

  /** Without a terminal, also where the tests have one: nobody but us interrupts it. */
  function start(words: readonly string[]): {child: ChildProcess; ended: Promise<Ended>} {
    const env = {PATH: process.env['PATH'], HOME: cwd, TMPDIR: path.join(cwd, 'tmp'), EDITOR: 'sh editor.sh'}
    const child = spawn(process.execPath, [bin, ...words], {cwd, env, detached: true, stdio: ['pipe', 'ignore', 'pipe']})
    left.push(child.pid)
    const exit = new Promise<[number | null, NodeJS.Signals | null]>(resolve => child.on('exit', (...how) => resolve(how)))
    const stderr = child.stderr ? text(child.stderr) : Promise.resolve('')
    return {child, ended: Promise.all([exit, stderr]).then(([[status, signal], told]) => ({status, signal, stderr: told}))}
  }

  async function until(isSo: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 400 && !isSo(); attempt++) await sleep(25)
    assert.ok(isSo())
  }

  /** The plaintext that the editor has been shown, and the editor. */
  async function opened(): Promise<{file: string; editor: number}> {
    await until(() => existsSync(path.join(cwd, 'opened')))
    const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8').trim()
    const editor = Number(read('editor'))
    left.push(editor)
    const file = read('opened')
    assert.match(readFileSync(file, 'utf8'), /^stringData:$/m)
    return {file, editor}
  }

  const fileIsUntouched = () => {
    assert.equal(readFileSync(path.join(cwd, 'db.yaml'), 'utf8'), sealed)
    assert.deepEqual(
      readdirSync(cwd).filter(name => name.startsWith('.')),
      [],
    )
  }

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const) {
    it(`takes the plaintext away on ${signal}, ends the editor, and leaves the file as it was`, async () => {
      const {child, ended} = start(edit)
      const {file, editor} = await opened()
      child.kill(signal)
      const {status, signal: by} = await ended
      assert.ok(status === code || by === signal, `${status} ${by}`)
      assert.ok(!existsSync(path.dirname(file)))
      await until(() => !isRunning(editor))
      fileIsUntouched()
    })
  }

  it('is swept up by the next run when it was killed, and says so', async () => {
    const {child, ended} = start(edit)
    const {file, editor} = await opened()
    child.kill('SIGKILL')
    await until(() => child.signalCode === 'SIGKILL')
    process.kill(editor, 'SIGKILL') // it has our standard error
    await ended
    assert.ok(existsSync(file), 'nobody could remove it')
    fileIsUntouched()
    const next = runGsec(edit, {cwd, env: {EDITOR: 'true', TMPDIR: path.join(cwd, 'tmp')}})
    assert.equal(next.status, 0, next.stderr)
    assert.ok(
      next.stderr.includes(`gsec: warning: ${path.dirname(file)}: removed the plaintext that a killed "gsec edit" left behind\n`),
      next.stderr,
    )
    assert.ok(!existsSync(path.dirname(file)))
  })

  it('names the folder of another run that goes on, and leaves it', () => {
    const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
    const folder = mkdtempSync(path.join(base, `gsec-edit-${process.pid}-`))
    try {
      const {stderr} = runGsec(edit, {cwd, env: {EDITOR: 'true', TMPDIR: tmpdir()}})
      assert.ok(
        stderr.includes(`gsec: note: ${folder}: plaintext of a "gsec edit" that seems to go on; if none does, remove the folder\n`),
        stderr,
      )
      assert.ok(existsSync(folder))
    } finally {
      rmSync(folder, {recursive: true})
    }
  })

  it('ends when the editor is killed, and takes the plaintext away', async () => {
    const {ended} = start(edit)
    const {file, editor} = await opened()
    process.kill(editor, 'SIGKILL')
    const {status, stderr} = await ended
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: error: the editor (was ended by SIGKILL|ended with exit code 137): nothing was changed$/m)
    assert.ok(!existsSync(path.dirname(file)))
    fileIsUntouched()
  })

  it('leaves the file as it was while set waits for its value', async () => {
    const {child, ended} = start(['set', 'db.yaml', 'foo', '--cert', 'cert.pem'])
    child.stdin?.write('half a val')
    await sleep(400)
    child.kill('SIGINT')
    const {status, signal} = await ended
    assert.ok(status === 130 || signal === 'SIGINT')
    fileIsUntouched()
  })

  it('leaves the file as it was while the cluster is asked', async () => {
    const cluster = await serveCluster()
    mkdirSync(path.join(cwd, 'kube'))
    writeFileSync(path.join(cwd, 'kube/config'), kubeconfigFor(cluster))
    cluster.fault = () => true // no answer
    for (const words of [
      ['set', 'db.yaml', 'foo', '--from-file', 'key.pem'],
      ['edit', 'db.yaml', '--live'],
    ]) {
      const asked = cluster.requests.length
      const {child, ended} = start([...words, '--kubeconfig', 'kube/config', '--no-cache'])
      await until(() => cluster.requests.length > asked)
      child.kill('SIGINT')
      const {status, signal} = await ended
      assert.ok(status === 130 || signal === 'SIGINT')
      fileIsUntouched()
    }
  })

  it('has made its change or has not begun it, whenever Ctrl-C comes', async () => {
    const {child, ended} = start(['unset', 'db.yaml', 'foo', '--dry-run'])
    const from = performance.now()
    await ended
    const usual = performance.now() - from
    assert.equal(child.exitCode, 0)
    const changed = runGsec(['unset', 'db.yaml', 'foo'], {cwd}).status === 0 && readFileSync(path.join(cwd, 'db.yaml'), 'utf8')
    for (let step = 0; step <= 12; step++) {
      writeFileSync(path.join(cwd, 'db.yaml'), sealed)
      const run = start(['unset', 'db.yaml', 'foo'])
      await sleep((usual * (7 + step)) / 16)
      run.child.kill('SIGINT')
      await run.ended
      const now = readFileSync(path.join(cwd, 'db.yaml'), 'utf8')
      assert.ok(now === sealed || now === changed, 'a whole file, old or new')
      assert.deepEqual(
        readdirSync(cwd).filter(name => name.startsWith('.')),
        [],
      )
    }
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
