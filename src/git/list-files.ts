import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {type GitRun, runGit} from './run-git.js'

/** What git sees below a folder. Paths are relative to it, with slashes. */
export interface Listing {
  files: ListedFile[]
  /** Folders that are repositories of their own, untracked ones. */
  repositories: string[]
}

export interface ListedFile {
  path: string
  /** The same as bytes, where they are no UTF-8. */
  raw?: Buffer
}

const LIST = ['ls-files', '-z', '--others', '--exclude-standard']

/**
 * Tracked files below a folder, and untracked ones that are not ignored. A submodule is listed by its name alone.
 * @returns undefined where git does not answer: the folder is in no work tree, or git is not installed, or refuses its owner
 */
export function listFiles(folder: string): Listing | undefined {
  return readListing(runGit(folder, [...LIST, '--cached'], {milliseconds: 300_000}))
}

/**
 * The same for a folder that is in no repository: whatever its `.gitignore` files leave. git itself reads them, with an empty
 * repository beside the folder's own files.
 */
export function listUnversionedFiles(folder: string): Listing | undefined {
  const gitFolder = mkdtempSync(path.join(tmpdir(), 'gsec-list-'))
  try {
    for (const name of ['objects', 'refs']) mkdirSync(path.join(gitFolder, name))
    writeFileSync(path.join(gitFolder, 'HEAD'), 'ref: refs/heads/main\n')
    const work = path.resolve(folder)
    return readListing(runGit(folder, [`--git-dir=${gitFolder}`, `--work-tree=${work}`, ...LIST], {milliseconds: 300_000}))
  } finally {
    rmSync(gitFolder, {recursive: true, force: true})
  }
}

/** Of the paths, those that a sparse checkout leaves out of the work tree. */
export function sparsePaths(folder: string, wanted: ReadonlySet<string>): string[] {
  const {status, stdout} = runGit(folder, ['ls-files', '-z', '-t', '--cached'])
  if (status !== 0) return []
  const skipped = namesIn(stdout).flatMap(({path: name}) => (name.startsWith('S ') ? [name.slice(2)] : []))
  return skipped.filter(name => wanted.has(name))
}

function readListing({status, stdout}: GitRun): Listing | undefined {
  if (status !== 0) return undefined
  const files = new Map<string, ListedFile>()
  const repositories: string[] = []
  for (const file of namesIn(stdout)) {
    if (file.path.endsWith('/')) repositories.push(file.path.slice(0, -1))
    // a path with a conflict is listed three times
    else files.set(file.path, file)
  }
  return {files: [...files.values()], repositories}
}

function namesIn(output: Buffer): ListedFile[] {
  const names: ListedFile[] = []
  for (let at = 0, end = output.indexOf(0); end !== -1; at = end + 1, end = output.indexOf(0, at)) {
    const name = output.toString('utf8', at, end)
    names.push(name.includes('\ufffd') ? {path: name, raw: Buffer.from(output.subarray(at, end))} : {path: name})
  }
  return names
}
