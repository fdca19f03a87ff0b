import {type Dirent, readdirSync, realpathSync, statSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {reasonOf} from './read-file.js'

/** Folders of tools, where nothing is anybody's manifest. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.terraform'])

/**
 * Paths of the files below a folder, relative to it and sorted, as far as `accepts` takes their names. A link to a file
 * counts when it stays below the folder; a link to a folder is not followed, so that no loop and no way out exists.
 * @param most files and folders that are looked at; what comes after them is left out
 * @throws GsecError FILE_UNREADABLE
 */
export function walkFolder(folder: string, accepts: (name: string) => boolean, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = []
  const root = realPath(folder)
  const pending = ['']
  let seen = 0
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    for (const entry of entriesOf(path.join(folder, relative))) {
      if (++seen > most) return found.sort()
      const child = path.join(relative, entry.name)
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) pending.push(child)
      else if (accepts(entry.name) && isFileBelow(root, folder, child, entry)) found.push(child)
    }
  }
  return found.sort()
}

/** Names of the regular files directly in a folder, sorted; undefined when the path is no folder. */
export function filesIn(folder: string): string[] | undefined {
  if (!isFolder(folder)) return undefined
  const files = entriesOf(folder).filter(entry => entry.isFile())
  return files.map(({name}) => name).sort()
}

/** False also for what cannot be looked at: reading it then says why. */
export function isFolder(wanted: string): boolean {
  try {
    return statSync(wanted).isDirectory()
  } catch {
    return false
  }
}

function isFileBelow(root: string, folder: string, child: string, entry: Dirent): boolean {
  if (entry.isFile()) return true
  if (!entry.isSymbolicLink()) return false
  const target = path.join(folder, child)
  if (!statSync(target, {throwIfNoEntry: false})?.isFile()) return false
  return realPath(target).startsWith(root + path.sep)
}

function realPath(wanted: string): string {
  try {
    return realpathSync(wanted)
  } catch (cause) {
    throw new GsecError('FILE_UNREADABLE', reasonOf(cause), {where: wanted, cause})
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch (cause) {
    throw new GsecError('FILE_UNREADABLE', reasonOf(cause), {where: folder, cause})
  }
}
