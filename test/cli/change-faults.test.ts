import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, linkSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {hasOwnMounts, runOnDisk} from '../support/own-mounts.js'
import {bin, runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const sealed = vector('kubeseal/full.strict.yaml').toString()
const files = {'cert.pem': vector('kubeseal/cert.pem'), 'key.pem': vector('kubeseal/key.pem'), value: 'a value'}
const isPosix = process.platform !== 'win32'

/** Every command that changes a file, with a change that it would make. */
const changes: Record<string, (file: string) => string[]> = {
  set: file => ['set', file, 'foo', '--from-file', 'value', '--cert', 'cert.pem'],
  unset: file => ['unset', file, 'foo'],
  'rename-key': file => ['rename-key', file, 'foo', 'bar'],
  edit: file => ['edit', file, '--key', 'key.pem', '--cert', 'cert.pem'],
}
/** As an editor: another value of foo. */
const env = {EDITOR: 'sed -i.old "s/^  foo: .*/  foo: other/"'}

describe('a file system that takes no writes', () => {
  before(function () {
    if (!hasOwnMounts) this.skip()
  })

  for (const [name, words] of Object.entries(changes)) {
    it(`leaves the file as it was, and nothing beside it: ${name} on a full disk`, () => {
      const cwd = temporaryFolder({...files, 'start/db.yaml': sealed})
      const run = runOnDisk('full', words('disk/db.yaml'), cwd, env)
      assert.deepEqual([run.status, run.stdout], [2, ''], run.stderr)
      assert.match(run.stderr, /^gsec: error: disk\/db\.yaml: no space left on the disk$/m)
      assert.deepEqual(run.left, {'db.yaml': sealed})
    })

    it(`leaves the file as it was: ${name} in a read-only folder`, () => {
      const cwd = temporaryFolder({...files, 'start/db.yaml': sealed})
      const run = runOnDisk('read-only', words('disk/db.yaml'), cwd, {EDITOR: 'touch opened;'})
      assert.deepEqual([run.status, run.stdout], [2, ''], run.stderr)
      assert.match(run.stderr, /^gsec: error: disk\/db\.yaml: read-only file system$/m)
      assert.deepEqual(run.left, {'db.yaml': sealed})
      assert.ok(!readdirSync(cwd).includes('opened'), 'the editor was not bothered')
    })
  }

  it('leaves no plaintext where there is no room for it', () => {
    const cwd = temporaryFolder({...files, 'start/note': '', 'db.yaml': sealed})
    const run = runOnDisk('full', changes['edit']?.('db.yaml') ?? [], cwd, {...env, XDG_RUNTIME_DIR: path.join(cwd, 'disk')})
    assert.equal(run.status, 2)
    assert.match(run.stderr, /^gsec: error: \S+mysecret\.yaml: no space left on the disk$/m)
    assert.deepEqual(run.left, {note: ''})
    assert.equal(readFileSync(path.join(cwd, 'db.yaml'), 'utf8'), sealed)
  })
})

describe('a file that is changed in place', () => {
  for (const [name, words] of Object.entries(changes)) {
    it(`stays behind its symbolic link, and keeps its permissions: ${name}`, function () {
      if (!isPosix) this.skip()
      const cwd = temporaryFolder({...files, 'real/db.yaml': sealed})
      chmodSync(path.join(cwd, 'real/db.yaml'), 0o640)
      symlinkSync('real/db.yaml', path.join(cwd, 'link.yaml'))
      const run = runGsec(words('link.yaml'), {cwd, env})
      assert.equal(run.status, 0, run.stderr)
      assert.ok(lstatSync(path.join(cwd, 'link.yaml')).isSymbolicLink())
      assert.notEqual(readFileSync(path.join(cwd, 'real/db.yaml'), 'utf8'), sealed)
      assert.equal(statSync(path.join(cwd, 'real/db.yaml')).mode & 0o777, 0o640)
      assert.deepEqual(readdirSync(path.join(cwd, 'real')), ['db.yaml'])
    })

    it(`keeps its permissions where it has another name, which keeps the old content: ${name}`, function () {
      if (!isPosix) this.skip()
      const cwd = temporaryFolder({...files, 'db.yaml': sealed})
      chmodSync(path.join(cwd, 'db.yaml'), 0o604)
      linkSync(path.join(cwd, 'db.yaml'), path.join(cwd, 'other.yaml'))
      assert.equal(runGsec(words('db.yaml'), {cwd, env}).status, 0)
      for (const file of ['db.yaml', 'other.yaml']) assert.equal(statSync(path.join(cwd, file)).mode & 0o777, 0o604)
      assert.equal(readFileSync(path.join(cwd, 'other.yaml'), 'utf8'), sealed)
    })
  }
})

describe('a file that somebody else changes while the editor is open', () => {
  let cwd: string
  beforeEach(() => {
    cwd = temporaryFolder({...files, 'db.yaml': sealed, 'theirs.yaml': `# by Ann\n${sealed}`})
  })
  const edit = (meanwhile: string) =>
    runGsec(changes['edit']?.('db.yaml') ?? [], {
      cwd,
      env: {EDITOR: `sh -c '${meanwhile}; sed -i.old "s/^  foo: .*/  foo: other/" "$1"' sh`},
    })
  const now = () => readFileSync(path.join(cwd, 'db.yaml'), 'utf8')

  it('keeps their change when it concerns something else', () => {
    const {status, stderr} = edit('cp theirs.yaml db.yaml')
    assert.equal(status, 0, stderr)
    assert.match(now(), /^# by Ann\n/)
    const opened = runGsec(['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'foo'], {cwd})
    assert.equal(opened.stdout, 'other')
  })

  it('is not written when they changed its name, values or scope', () => {
    for (const theirs of [
      sealed.replace(/^ {2}name: .*/m, '  name: another'),
      sealed.replace(/^ {4}zz: .*/m, '    zz: AAAA'),
      sealed.replace(/^metadata:/m, 'metadata:\n  annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}'),
    ]) {
      writeFileSync(path.join(cwd, 'db.yaml'), sealed)
      writeFileSync(path.join(cwd, 'theirs.yaml'), theirs)
      const {status, stderr} = edit('cp theirs.yaml db.yaml')
      assert.equal(status, 2)
      assert.match(
        stderr,
        /: somebody else changed this SealedSecret in the meantime: nothing was changed\ngsec: hint: run the command again$/m,
      )
      assert.equal(now(), theirs)
    }
  })

  it('is not made anew when they took it away', () => {
    const {status, stderr} = edit('rm db.yaml')
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: error: db\.yaml: no such file or folder$/m)
    assert.ok(!readdirSync(cwd).includes('db.yaml'))
  })

  it('is read again by set, after a value that took its time', function () {
    if (!isPosix) this.skip()
    // the pipe opens when gsec opens it, which is after its first look at the file
    const script = 'rm value; mkfifo value; { exec 3> value; cat theirs.yaml > db.yaml; echo x >&3; } & exec "$@"'
    const words = changes['set']?.('db.yaml') ?? []
    const {status, stderr} = spawnSync('sh', ['-c', script, 'sh', process.execPath, bin, ...words], {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
    })
    assert.equal(status, 0, stderr)
    assert.match(now(), /^# by Ann\n/)
    assert.equal(runGsec(['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'foo'], {cwd}).stdout, 'x\n')
  })
})
