import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {makePlaintextFolder} from '../files/plaintext-folder.js'
import {reasonOf} from '../files/read-file.js'
import {runEditor} from './run-editor.js'

const MARK = '# gsec: '
/** A person is done sooner; a program may make the same mistake for ever. */
const MAX_ATTEMPTS = 20

/**
 * Lets the user edit a text in a private folder. What `read` refuses is told at the head of the text and the editor
 * opened again, until the text is sound or comes back as it was.
 * @param name of the file; its extension tells an editor how to colour it
 * @returns what `read` made of it; undefined when the text is unchanged or empty
 * @throws GsecError EDITOR_FAILED, FILE_UNWRITABLE, and what `read` threw when the user gave up
 */
export async function editText<T>(name: string, initial: string, read: (text: string) => T): Promise<T | undefined> {
  const folder = makePlaintextFolder()
  const file = path.join(folder.path, name)
  try {
    let shown = initial
    let refusal: GsecError | undefined
    for (let attempt = 1; ; attempt++) {
      write(file, shown)
      await runEditor(file)
      const text = readBack(file)
      if (refusal && (text === shown || attempt > MAX_ATTEMPTS)) throw givenUp(refusal)
      if (text === initial || withoutComments(text) === '') return undefined
      try {
        return read(text)
      } catch (error) {
        if (!(error instanceof GsecError)) throw error
        refusal = error
        shown = withRefusal(text, error)
      }
    }
  } finally {
    folder.remove()
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, {mode: 0o600})
  } catch (cause) {
    throw new GsecError('FILE_UNWRITABLE', reasonOf(cause), {where: file, cause})
  }
}

/** An editor that saves by renaming leaves another file of the name, or none. */
function readBack(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new GsecError('EDITOR_FAILED', 'the edited file is gone: nothing was changed', {cause})
  }
}

function givenUp({code, message, where}: GsecError): GsecError {
  return new GsecError(code, message, {where, hint: 'the text came back with this mistake: nothing was changed'})
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '').trim()
}

/** The text with the reason at its head, in the place of an earlier one; its line counts in the text as it will be shown. */
function withRefusal(text: string, {message, where = '', hint}: GsecError): string {
  const lines = text.split('\n')
  const former = lines.findIndex(line => !line.startsWith(MARK))
  const own = lines.slice(Math.max(former, 0))
  const count = hint === undefined ? 1 : 2
  const [, line] = /:(\d+):\d+$/.exec(where) ?? []
  const place = line === undefined ? '' : `line ${Number(line) - (lines.length - own.length) + count}: `
  return [`${MARK}error: ${place}${message}`, ...(hint === undefined ? [] : [`${MARK}hint: ${hint}`]), ...own].join('\n')
}
