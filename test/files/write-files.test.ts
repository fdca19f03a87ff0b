import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {GsecError} from '../../src/errors.js'
import {refuseExisting, writeFiles} from '../../src/files/write-files.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const isPosix = process.platform !== 'win32'
const contentOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => lstatSync(path.join(folder, name)).isFile())
      .map(name => [name, readFileSync(path.join(folder, name), 'utf8')]),
  )

describe('writing files', () => {
  it('writes new files and replaces old ones, leaving nothing else behind', () => {
    const folder = temporaryFolder({a: 'old'})
    writeFiles([
      {path: path.join(folder, 'a'), data: 'new'},
      {path: path.join(folder, 'b'), data: Buffer.from('b')},
    ])
    assert.deepEqual(contentOf(folder), {a: 'new', b: 'b'})
  })

  describe('that must be new', () => {
    const existsAlready = (error: unknown) => error instanceof GsecError && error.code === 'FILE_EXISTS' && /a$/.test(error.where ?? '')

    it('writes them with their permission bits, leaving nothing else behind', () => {
      const folder = temporaryFolder()
      writeFiles([{path: path.join(folder, 'a'), data: 'x', mode: 0o600, mustBeNew: true}])
      assert.deepEqual(contentOf(folder), {a: 'x'})
      if (isPosix) assert.equal(statSync(path.join(folder, 'a')).mode & 0o777, 0o600)
    })

    it('overwrites no file, and writes none of the others', () => {
      const folder = temporaryFolder({a: 'old'})
      const writes = ['b', 'a'].map(name => ({path: path.join(folder, name), data: 'new', mustBeNew: true}))
      assert.throws(() => writeFiles(writes), existsAlready)
      assert.throws(() => refuseExisting(path.join(folder, 'a')), existsAlready)
      assert.deepEqual(contentOf(folder), {a: 'old'})
    })

    it('overwrites no file that appeared meanwhile, here the first of two with one path', () => {
      const folder = temporaryFolder()
      const writes = ['one', 'two'].map(data => ({path: path.join(folder, 'a'), data, mustBeNew: true}))
      assert.throws(() => writeFiles(writes), existsAlready)
      assert.deepEqual(contentOf(folder), {})
    })

    it('follows no link', function () {
      if (!isPosix) this.skip()
      const folder = temporaryFolder()
      symlinkSync('nowhere', path.join(folder, 'a'))
      assert.throws(() => writeFiles([{path: path.join(folder, 'a'), data: 'x', mustBeNew: true}]), existsAlready)
      assert.throws(() => refuseExisting(path.join(folder, 'a')), existsAlready)
      assert.deepEqual(contentOf(folder), {})
    })

    it('says nothing about a path that is free', () => {
      refuseExisting(path.join(temporaryFolder(), 'no', 'a'))
      assert.throws(() => refuseExisting(path.join(temporaryFolder(), 'a\0')), {code: 'FILE_UNWRITABLE'})
    })
  })

  it('leaves every file as it was when one cannot be written', () => {
    const folder = temporaryFolder({a: 'old'})
    const writes = [
      {path: path.join(folder, 'a'), data: 'new'},
      {path: path.join(folder, 'b'), data: 'b'},
      {path: path.join(folder, 'a', 'c'), data: 'c'},
    ]
    assert.throws(
      () => writeFiles(writes),
      (error: unknown) =>
        error instanceof GsecError &&
        error.code === 'FILE_UNWRITABLE' &&
        error.message === 'a part of the path is not a folder' &&
        error.where === writes[2]?.path,
    )
    assert.deepEqual(contentOf(folder), {a: 'old'})
  })

  it('undoes finished renames when a later one fails', () => {
    const folder = temporaryFolder({a: 'old'})
    mkdirSync(path.join(folder, 'd'))
    // a folder put in the place of the second target between its staging and its rename
    const writes = [
      {path: path.join(folder, 'a'), data: 'new'},
      {path: path.join(folder, 'n'), data: 'new'},
      {
        path: path.join(folder, 'z'),
        get data() {
          mkdirSync(path.join(folder, 'z', 'full'), {recursive: true})
          return 'z'
        },
      },
    ]
    assert.throws(() => writeFiles(writes), GsecError)
    assert.deepEqual(contentOf(folder), {a: 'old'})
  })

  if (isPosix) {
    it('keeps the permission bits of a file and gives a new one those asked for', () => {
      const folder = temporaryFolder({a: 'old'})
      chmodSync(path.join(folder, 'a'), 0o640)
      writeFiles([
        {path: path.join(folder, 'a'), data: 'new', mode: 0o600},
        {path: path.join(folder, 'b'), data: 'b', mode: 0o600},
      ])
      assert.deepEqual(
        ['a', 'b'].map(name => statSync(path.join(folder, name)).mode & 0o777),
        [0o640, 0o600],
      )
    })

    it('follows links, also one whose target is not there yet', () => {
      const folder = temporaryFolder({real: 'old'})
      symlinkSync('real', path.join(folder, 'link'))
      symlinkSync('later', path.join(folder, 'dangling'))
      writeFiles([
        {path: path.join(folder, 'link'), data: 'new'},
        {path: path.join(folder, 'dangling'), data: 'made'},
      ])
      assert.deepEqual(contentOf(folder), {real: 'new', later: 'made'})
      assert.ok(lstatSync(path.join(folder, 'link')).isSymbolicLink())
    })

    it('ends a circle of links with an error', () => {
      const folder = temporaryFolder()
      symlinkSync('b', path.join(folder, 'a'))
      symlinkSync('a', path.join(folder, 'b'))
      assert.throws(() => writeFiles([{path: path.join(folder, 'a'), data: ''}]), /too many symbolic links/)
    })

    it('writes nothing to a device', () => {
      assert.throws(() => writeFiles([{path: '/dev/full', data: 'x'}]), /is not a regular file/)
    })

    it('finishes a series of renames that a signal falls into, or has not begun it', function () {
      this.timeout(60_000)
      const folder = temporaryFolder()
      const names = Array.from({length: 40}, (_, index) => `f${index}`)
      const script = path.join(temporaryFolder(), 'write.mts')
      const source = pathToFileURL(path.resolve('src/files/write-files.ts')).href
      writeFileSync(
        script,
        `import {refuseExisting, writeFiles} from '${source}'
const names = ${JSON.stringify(names)}
setTimeout(() => process.kill(process.pid, 'SIGINT'), Number(process.argv[2]))
for (let round = 0; round < 500; round++) { writeFiles(names.map(name => ({path: name, data: String(round)}))); await new Promise(setImmediate) }`,
      )
      for (const delay of [0, 3, 11, 29]) {
        const run = spawnSync(
          process.execPath,
          ['--import', pathToFileURL(path.resolve('node_modules/tsx/dist/loader.mjs')).href, script, String(delay)],
          {cwd: folder},
        )
        assert.equal(run.status, 130, run.stderr.toString())
        const content = contentOf(folder)
        assert.deepEqual(
          Object.keys(content).filter(name => !names.includes(name)),
          [],
          'no temporary file stays',
        )
        assert.equal(new Set(Object.values(content)).size <= 1, true, 'all files are of the same round')
      }
    })
  }
})
