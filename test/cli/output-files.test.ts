import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {devNull} from 'node:os'
import path from 'node:path'
import {contentToReplace, refuseOtherContent} from '../../src/cli/output-files.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const never = () => false

describe('the file that is to be written', () => {
  const folder = temporaryFolder()
  const write = (name: string, text: string) => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return file
  }

  it('may be there and empty, as mktemp makes it', () => {
    refuseOtherContent(write('empty', ''), never)
    refuseOtherContent(path.join(folder, 'none'), never)
  })
  it('is not overwritten when it holds something else', () => {
    assert.throws(() => refuseOtherContent(write('notes', 'x'), never), {code: 'FILE_EXISTS'})
    assert.throws(() => refuseOtherContent(folder, never), {code: 'FILE_UNREADABLE'})
  })
  if (process.platform !== 'win32')
    it('is not read when it is a device: /dev/stdout would not end', () => {
      assert.throws(() => contentToReplace(devNull), {code: 'FILE_UNWRITABLE', hint: 'write - for standard output'})
    })
})
