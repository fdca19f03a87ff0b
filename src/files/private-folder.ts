import {closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, type Stats} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {readFile, reasonOf} from './read-file.js'
import {writeFiles} from './write-files.js'

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600
/** Writable for the group or for everybody. */
const SHARED = 0o022

/** A folder of the user's own, whose content can be believed: nobody else may have written it. */
export class PrivateFolder {
  readonly path: string

  private constructor(folder: string) {
    this.path = folder
  }

  /**
   * Makes the folder (0700) if it is not there.
   * @throws GsecError FILE_UNWRITABLE, also for a folder that is a link, another user's, or writable for others
   */
  static open(folder: string): PrivateFolder {
    try {
      mkdirSync(folder, {recursive: true, mode: FOLDER_MODE})
      refuseShared(lstatSync(folder), folder, stat => stat.isDirectory())
    } catch (cause) {
      throw cause instanceof GsecError ? cause : new GsecError('FILE_UNWRITABLE', reasonOf(cause), {where: folder, cause})
    }
    return new PrivateFolder(folder)
  }

  /**
   * The content of a file; undefined when there is none.
   * @throws GsecError FILE_UNREADABLE or FILE_UNWRITABLE, also for a file that is a link, another user's, or writable for others
   */
  read(name: string, maxBytes: number): Buffer | undefined {
    const file = path.join(this.path, name)
    let descriptor: number
    try {
      descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw new GsecError('FILE_UNREADABLE', reasonOf(cause), {where: file, cause})
    }
    try {
      refuseShared(fstatSync(descriptor), file, stat => stat.isFile())
    } finally {
      closeSync(descriptor)
    }
    return readFile(file, maxBytes) // in a folder that nobody else can change
  }

  /** Writes a file (0600) at once or not at all. @throws GsecError FILE_UNWRITABLE */
  write(name: string, data: string | Uint8Array): void {
    writeFiles([{path: path.join(this.path, name), data, mode: FILE_MODE}])
  }
}

function refuseShared(stat: Stats, where: string, isRight: (stat: Stats) => boolean): void {
  if (!isRight(stat)) throw refusal('is not what gsec made', where)
  const user = process.getuid?.()
  if (user === undefined) return // Windows: a profile is its user's own
  if (stat.uid !== user) throw refusal('belongs to another user', where)
  if ((stat.mode & SHARED) !== 0) throw refusal('can be written by other users', where)
}

function refusal(message: string, where: string): GsecError {
  return new GsecError('FILE_UNWRITABLE', message, {where, hint: 'remove it, and gsec makes its own'})
}
