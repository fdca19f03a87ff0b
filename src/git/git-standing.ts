import {existsSync, lstatSync, readlinkSync, realpathSync} from 'node:fs'
import path from 'node:path'
import {runGit} from './run-git.js'

/**
 * What git would make of a file:
 *
 *     outside       in no work tree
 *     ignored       an ignore rule keeps it from being added
 *     committable   `git add` takes it, or it is tracked already
 *     unknown       there is a repository, but git did not answer: it is not installed, or refuses the folder's owner
 */
export type GitStanding = 'outside' | 'ignored' | 'committable' | 'unknown'

/** Asks git about a file, which need not exist. A symbolic link is judged by where it leads, as writing follows it. */
export function gitStanding(file: string): GitStanding {
  const target = destinationOf(path.resolve(file))
  const folder = existingFolder(path.dirname(target))
  const inside = runGit(folder, ['rev-parse', '--is-inside-work-tree'])
  if (inside.status !== 0) return isBelowRepository(folder) ? 'unknown' : 'outside'
  if (inside.stdout.toString().trim() !== 'true') return 'outside'
  // "./" keeps a name like ":(top)" from being read as a pattern
  const {status} = runGit(folder, ['check-ignore', '--quiet', '--', `./${path.relative(folder, target)}`])
  if (status === 0) return 'ignored'
  return status === 1 ? 'committable' : 'unknown'
}

const MAX_LINKS = 40

/** The path without symbolic links, for a file that may not exist yet. */
function destinationOf(file: string): string {
  let target = file
  for (let links = 0; links < MAX_LINKS; links++) {
    const folder = existingFolder(path.dirname(target))
    target = path.join(realpathSync(folder), path.relative(folder, target))
    if (!lstatSync(target, {throwIfNoEntry: false})?.isSymbolicLink()) return target
    target = path.resolve(path.dirname(target), readlinkSync(target))
  }
  return target
}

/** The folder itself or the nearest one above it that exists. */
function existingFolder(folder: string): string {
  return existsSync(folder) || folder === path.dirname(folder) ? folder : existingFolder(path.dirname(folder))
}

function isBelowRepository(folder: string): boolean {
  if (existsSync(path.join(folder, '.git'))) return true
  return folder !== path.dirname(folder) && isBelowRepository(path.dirname(folder))
}
