import {realpathSync, statSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'

/** The content of a file, or undefined when there is none. Its being a folder, or unreadable, is an error. */
export function existingContent(file: string): Buffer | undefined {
  return statSync(file, {throwIfNoEntry: false}) ? readFile(file) : undefined
}

/**
 * What a write to the file would replace, or undefined when there is none. A pipe or a device is not read: /dev/stdout would be
 * waited for without end.
 * @throws GsecError FILE_UNWRITABLE when it is no regular file, FILE_UNREADABLE
 */
export function contentToReplace(file: string): Buffer | undefined {
  const stat = statSync(file, {throwIfNoEntry: false})
  if (stat && !stat.isFile() && !stat.isDirectory())
    throw new GsecError('FILE_UNWRITABLE', 'is not a regular file', {where: file, hint: 'write - for standard output'})
  return existingContent(file)
}

/**
 * Refuses to overwrite a file, unless it is empty or what it holds may be replaced.
 * @throws GsecError FILE_EXISTS, FILE_UNWRITABLE
 */
export function refuseOtherContent(file: string, isReplaceable: (existing: Buffer) => boolean): void {
  const existing = contentToReplace(file)
  if (!existing || existing.length === 0 || isReplaceable(existing)) return
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
