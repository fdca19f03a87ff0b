import assert from 'node:assert/strict'
import {chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../../src/errors.js'
import {PrivateFolder} from '../../src/files/private-folder.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const modeOf = (file: string) => statSync(file).mode & 0o777

function refusal(run: () => unknown): {code: string; message: string; where: string | undefined} {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof GsecError, String(error))
    const {code, message, where} = error
    return {code, message, where}
  }
  return assert.fail('it should be refused')
}

describe('a private folder', () => {
  it('keeps what is written, and knows nothing of the rest', () => {
    const folder = PrivateFolder.open(path.join(temporaryFolder(), 'a', 'gsec'))
    folder.write('x', 'one')
    folder.write('x', 'two')
    assert.equal(folder.read('x', 100)?.toString(), 'two')
    assert.equal(folder.read('y', 100), undefined)
    assert.deepEqual(readdirSync(folder.path), ['x'])
  })

  it('refuses a file larger than the reader wants', () => {
    const folder = PrivateFolder.open(path.join(temporaryFolder(), 'gsec'))
    folder.write('x', 'x'.repeat(101))
    assert.equal(refusal(() => folder.read('x', 100)).code, 'FILE_UNREADABLE')
  })

  if (process.platform === 'win32') return // neither owners nor modes there
  describe('on a system with owners and modes', () => {
    it('is its user’s alone, whatever the umask says', () => {
      const umask = process.umask(0)
      try {
        const folder = PrivateFolder.open(path.join(temporaryFolder(), 'gsec'))
        folder.write('x', '')
        assert.equal(modeOf(folder.path), 0o700)
        assert.equal(modeOf(path.join(folder.path, 'x')), 0o600)
      } finally {
        process.umask(umask)
      }
    })

    for (const mode of [0o770, 0o702, 0o777]) {
      it(`is refused when others may write to it (${mode.toString(8)})`, () => {
        const place = path.join(temporaryFolder(), 'gsec')
        mkdirSync(place)
        chmodSync(place, mode)
        const {code, message, where} = refusal(() => PrivateFolder.open(place))
        assert.deepEqual({code, message, where}, {code: 'FILE_UNWRITABLE', message: 'can be written by other users', where: place})
      })
    }

    // only root can give a folder away
    if (process.getuid?.() === 0)
      it('is refused when it is another user’s', () => {
        const place = path.join(temporaryFolder(), 'gsec')
        mkdirSync(place, {mode: 0o700})
        chownSync(place, 4711, 4711)
        assert.equal(refusal(() => PrivateFolder.open(place)).message, 'belongs to another user')
      })

    it('is refused when it is a link or a file', () => {
      const folder = temporaryFolder({file: ''})
      mkdirSync(path.join(folder, 'real'), {mode: 0o700})
      symlinkSync('real', path.join(folder, 'link'))
      for (const name of ['link', 'file']) assert.equal(refusal(() => PrivateFolder.open(path.join(folder, name))).code, 'FILE_UNWRITABLE')
    })

    it('gives no file that others may write to, nor one behind a link', () => {
      const folder = PrivateFolder.open(path.join(temporaryFolder(), 'gsec'))
      const outside = path.join(temporaryFolder({evil: 'evil'}), 'evil')
      symlinkSync(outside, path.join(folder.path, 'link'))
      assert.equal(refusal(() => folder.read('link', 100)).code, 'FILE_UNREADABLE')
      writeFileSync(path.join(folder.path, 'open'), 'evil')
      chmodSync(path.join(folder.path, 'open'), 0o666)
      assert.equal(refusal(() => folder.read('open', 100)).message, 'can be written by other users')
      assert.ok(existsSync(outside))
    })
  })
})
