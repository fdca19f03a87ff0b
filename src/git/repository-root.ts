import {existsSync} from 'node:fs'
import path from 'node:path'

/** The nearest folder upwards that holds `.git`, a folder or, in worktrees and submodules, a file; undefined where none does. */
export function repositoryRoot(folder: string): string | undefined {
  const absolute = path.resolve(folder)
  if (existsSync(path.join(absolute, '.git'))) return absolute
  const parent = path.dirname(absolute)
  return parent === absolute ? undefined : repositoryRoot(parent)
}
