import {lstatSync, mkdtempSync, readdirSync, rmSync, statfsSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {onInterruption} from './interruption.js'
import {reasonOf} from './read-file.js'

/** A folder for plaintext that an editor must find in a file. */
export interface PlaintextFolder {
  path: string
  /** Removes it with everything in it: the editor's own copies, too. */
  remove(): void
}

const PREFIX = 'gsec-edit-'
const NAME = /^gsec-edit-(\d+)-/

/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS_MAGIC = 0x01021994

/**
 * Makes a folder that only its owner may enter, in memory where the system has such a place. It is removed by `remove`,
 * when the program ends, and on INT, TERM, HUP and QUIT; after a kill by the next `sweepPlaintextFolders`.
 * @throws GsecError FILE_UNWRITABLE
 */
export function makePlaintextFolder(): PlaintextFolder {
  const base = places().find(isInMemory) ?? tmpdir()
  let folder: string
  try {
    folder = mkdtempSync(path.join(base, `${PREFIX}${process.pid}-`))
  } catch (cause) {
    throw new GsecError('FILE_UNWRITABLE', reasonOf(cause), {where: base, cause})
  }
  const discard = () => rmSync(folder, {recursive: true, force: true})
  const forget = onInterruption(discard)
  process.on('exit', discard)
  const remove = () => {
    discard()
    forget()
    process.off('exit', discard)
  }
  return {path: folder, remove}
}

/** What became of the folders that earlier runs left. */
export interface Swept {
  removed: string[]
  /** Not removed: a run that goes on, as far as can be told, or a folder that could not be removed. */
  left: string[]
}

/** Removes the folders of runs that were killed. Only the user's own count. */
export function sweepPlaintextFolders(): Swept {
  const swept: Swept = {removed: [], left: []}
  for (const folder of new Set(places().flatMap(leftoversIn))) {
    const pid = Number(NAME.exec(path.basename(folder))?.[1])
    if (isRunning(pid) || !tryRemove(folder)) swept.left.push(folder)
    else swept.removed.push(folder)
  }
  return swept
}

/** Where a folder may be made, the best first. */
function places(): string[] {
  return [process.env['XDG_RUNTIME_DIR'] ?? '', '/dev/shm', tmpdir()].filter(place => place !== '' && path.isAbsolute(place))
}

function isInMemory(place: string): boolean {
  try {
    return statfsSync(place).type === TMPFS_MAGIC
  } catch {
    return false
  }
}

function leftoversIn(place: string): string[] {
  try {
    const names = readdirSync(place).filter(name => NAME.test(name))
    return names.map(name => path.join(place, name)).filter(isOurs)
  } catch {
    return []
  }
}

function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, {throwIfNoEntry: false})
  return stat?.isDirectory() === true && (process.getuid === undefined || stat.uid === process.getuid())
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function tryRemove(folder: string): boolean {
  try {
    rmSync(folder, {recursive: true, force: true})
    return true
  } catch {
    return false
  }
}
