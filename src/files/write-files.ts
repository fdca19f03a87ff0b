import {randomBytes} from 'node:crypto'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {onInterruption} from './interruption.js'
import {reasonOf} from './read-file.js'

export interface FileWrite {
  path: string
  data: string | Uint8Array
  /** Permission bits of a new file; an existing one keeps its own. Without it: 0666 less the umask. */
  mode?: number
  /** Whatever is there already, a link too, is an error: FILE_EXISTS. */
  mustBeNew?: boolean
}

/** A write that is prepared: the new content lies beside the target, the old one is still in place. */
interface Staged {
  target: string
  temporary: string
  mustBeNew: boolean
  /** Where the old content waits while the others are renamed; absent for a new file. */
  backup: string | undefined
}

const MAX_LINKS = 40

/**
 * Writes all files or none: each content goes to an exclusively created file beside its target, is flushed to disk,
 * and only then are all of them renamed. Missing folders are made. A symbolic link is followed, not replaced; permission
 * bits stay. A failure or an interruption at any point leaves every file as it was and no temporary file behind.
 * @throws GsecError FILE_UNWRITABLE or FILE_EXISTS naming the file
 */
export function writeFiles(writes: readonly FileWrite[]): void {
  const staged: Staged[] = []
  const newFolders: string[] = []
  const discard = () => {
    for (const {temporary} of staged) rmSync(temporary, {force: true})
  }
  const forget = onInterruption(() => {
    discard()
    removeFolders(newFolders)
  })
  try {
    for (const write of writes) {
      newFolders.push(...makeFolder(path.dirname(write.path)))
      stage(write, staged)
    }
    commit(staged)
  } catch (error) {
    discard()
    removeFolders(newFolders)
    throw error
  } finally {
    discard()
    forget()
  }
}

/** Makes a folder and those above it; the answer has the ones that were not there, the deepest last. */
function makeFolder(folder: string): string[] {
  if (lstatSync(folder, {throwIfNoEntry: false})) return []
  const above = makeFolder(path.dirname(folder))
  try {
    mkdirSync(folder)
  } catch (cause) {
    removeFolders(above)
    throw unwritable(folder, cause)
  }
  return [...above, folder]
}

function removeFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder)
    } catch {
      // somebody else has put something into it
    }
  }
}

/**
 * Asks before long work what a write with `mustBeNew` would refuse in the end.
 * @throws GsecError FILE_EXISTS when something is at the path, be it a link that leads nowhere
 */
export function refuseExisting(wanted: string): void {
  let found: unknown
  try {
    found = lstatSync(wanted, {throwIfNoEntry: false})
  } catch (cause) {
    throw unwritable(wanted, cause)
  }
  if (found) throw alreadyThere(wanted)
}

/**
 * Asks before long work whether a file can be replaced at all.
 * @throws GsecError FILE_UNWRITABLE
 */
export function refuseUnwritable(wanted: string): void {
  try {
    accessSync(path.dirname(followLinks(wanted)), constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw unwritable(wanted, cause)
  }
}

function stage({path: wanted, data, mode, mustBeNew = false}: FileWrite, staged: Staged[]): void {
  try {
    if (mustBeNew) refuseExisting(wanted)
    const target = followLinks(wanted)
    const existing = statSync(target, {throwIfNoEntry: false})
    if (existing && !existing.isFile()) throw new GsecError('FILE_UNWRITABLE', 'is not a regular file', {where: wanted})
    const suffix = randomBytes(6).toString('hex')
    const temporary = path.join(path.dirname(target), `${hiddenName(target)}-${suffix}`)
    const descriptor = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, existing ? 0o600 : (mode ?? 0o666))
    staged.push({
      target,
      temporary,
      mustBeNew,
      backup: existing && path.join(path.dirname(target), `${hiddenName(target)}-${suffix}-old`),
    })
    try {
      writeAll(descriptor, Buffer.from(data))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (existing) chmodSync(temporary, existing.mode & 0o7777)
  } catch (cause) {
    throw unwritable(wanted, cause)
  }
}

/** Part of the name alone: one of 255 bytes leaves no room for a suffix. */
function hiddenName(target: string): string {
  return `.${path.basename(target).slice(0, 48)}.gsec`
}

function commit(staged: readonly Staged[]): void {
  const done: Staged[] = []
  try {
    // One file is replaced in one step. Among several the old content is kept until the last rename has succeeded.
    if (staged.length > 1) for (const {target, backup} of staged) if (backup) keep(target, backup)
    for (const write of staged) {
      try {
        if (write.mustBeNew) putNew(write)
        else renameSync(write.temporary, write.target)
      } catch (cause) {
        throw isCode(cause, 'EEXIST') ? alreadyThere(write.target) : unwritable(write.target, cause)
      }
      done.push(write)
    }
  } catch (error) {
    for (const {target, backup} of done) {
      if (backup) renameSync(backup, target)
      else rmSync(target, {force: true})
    }
    throw error
  } finally {
    for (const {backup} of staged) if (backup) rmSync(backup, {force: true})
  }
  for (const folder of new Set(staged.map(({target}) => path.dirname(target)))) flushFolder(folder)
}

/** Unlike a rename, a second name replaces nothing. */
function putNew({temporary, target}: Staged): void {
  try {
    linkSync(temporary, target)
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) throw cause
    copyFileSync(temporary, target, constants.COPYFILE_EXCL) // a file system without hard links
  }
  rmSync(temporary)
}

/** A second name for the old content; a copy where the file system knows no hard links. */
function keep(target: string, backup: string): void {
  try {
    linkSync(target, backup)
  } catch {
    try {
      copyFileSync(target, backup, constants.COPYFILE_EXCL)
    } catch (cause) {
      throw unwritable(target, cause)
    }
  }
}

/** The file that a chain of symbolic links ends at, whether or not it exists. */
function followLinks(wanted: string): string {
  let target = wanted
  for (let links = 0; links < MAX_LINKS; links++) {
    if (!lstatSync(target, {throwIfNoEntry: false})?.isSymbolicLink()) return target
    target = path.resolve(path.dirname(target), readlinkSync(target))
  }
  throw new GsecError('FILE_UNWRITABLE', 'too many symbolic links', {where: wanted})
}

function writeAll(descriptor: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) written += writeSync(descriptor, data, written)
}

/** A rename is on disk when its folder is; Windows has no such call. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  let descriptor: number | undefined
  try {
    descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
  } catch {
    // some network file systems refuse to flush a folder: the files are written all the same
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}

function alreadyThere(where: string): GsecError {
  return new GsecError('FILE_EXISTS', 'exists already', {where, hint: 'gsec does not overwrite it: move it away, or write elsewhere'})
}

function unwritable(where: string, cause: unknown): GsecError {
  return cause instanceof GsecError ? cause : new GsecError('FILE_UNWRITABLE', reasonOf(cause), {where, cause})
}
