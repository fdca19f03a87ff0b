import {realpathSync, statSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'

/** The content of a file, or undefined when there is none. Its being a folder, or unreadable, is an error. */
export function existingContent(file: string): Buffer | undefined {
  return statSync(file, {throwIfNoEntry: false}) ? readFile(file) : undefined
}

/**
 * Refuses to overwrite a file, unless what it holds may be replaced.
 * @throws GsecError FILE_EXISTS
 */
export function refuseOtherContent(file: string, isReplaceable: (existing: Buffer) => boolean): void {
  const existing = existingContent(file)
  if (!existing || isReplaceable(existing)) return
  throw new GsecError('FILE_EXISTS', 'exists and holds something else', {where: file, hint: 'give --force to overwrite it'})
}

/**
 * Refuses a path that leads out of a folder, by `..` or through a symbolic link: a template in a repository must not
 * write anywhere else.
 * @throws GsecError FILE_UNWRITABLE
 */
export function refuseOutside(folder: string, file: string): void {
  const target = realPathOf(path.resolve(file))
  const relative = path.relative(realpathSync(folder), target)
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
    throw new GsecError('FILE_UNWRITABLE', 'the output template of .gsec.yaml leads out of the repository', {where: file})
  }
}

/** Without links, also for a file that is not there yet. */
function realPathOf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    const parent = path.dirname(file)
    return parent === file ? file : path.join(realPathOf(parent), path.basename(file))
  }
}
