import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

const folders: string[] = []

/** A new empty folder, removed when the tests end. Its path is the real one, without links. */
export function temporaryFolder(files: Record<string, string | Buffer> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gsec-test-')))
  folders.push(folder)
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), {recursive: true})
    writeFileSync(path.join(folder, name), body)
  }
  return folder
}

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, {recursive: true, force: true})
})
