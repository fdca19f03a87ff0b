import {GsecError} from '../errors.js'
import {gitFailed, runGit} from './run-git.js'

/** The two commits that a `--diff` compares, and the one whose word counts. */
export interface DiffRange {
  /** The commit before the change. */
  from: string
  to: string
  /** The commit that BASE names: configuration is read from it. */
  base: string
  /** The history between them is not in this clone, so that `from` is BASE itself. */
  isShallow: boolean
}

/**
 * Resolves BASE, BASE...HEAD (what HEAD adds since it left BASE) or BASE..HEAD (what differs). HEAD is the checked-out commit
 * unless told.
 * @throws GsecError REVISION_MISSING, GIT_FAILED
 */
export function resolveRange(folder: string, range: string): DiffRange {
  const [, named = range, dots, other = ''] = /^(.+?)(\.{2,3})(.*)$/.exec(range) ?? []
  const base = commitOf(folder, named, 'base')
  const to = commitOf(folder, other || 'HEAD', 'head')
  if (dots === '..') return {from: base, to, base, isShallow: false}
  const {status, stdout} = runGit(folder, ['merge-base', base, to], {repository: 'of the hook'})
  if (status === 0) return {from: firstLine(stdout), to, base, isShallow: false}
  if (status !== 1) throw gitFailed()
  if (!isShallowClone(folder)) {
    throw new GsecError('REVISION_MISSING', 'base and head have no common history', {where: '--diff', hint: 'compare them with BASE..HEAD'})
  }
  return {from: base, to, base, isShallow: true}
}

function commitOf(folder: string, name: string, role: 'base' | 'head'): string {
  const options = {repository: 'of the hook'} as const
  // what begins with a dash would be an option, and no revision does
  const {status, stdout} = name.startsWith('-')
    ? {status: 1, stdout: Buffer.alloc(0)}
    : runGit(folder, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], options)
  if (status === 0) return firstLine(stdout)
  folderPrefix(folder)
  const hint = isShallowClone(folder)
    ? 'the clone is shallow: fetch the base first, e.g. "git fetch --depth=50 origin BASE", or check out with fetch-depth: 0'
    : 'name a commit, a branch such as origin/main, or a tag; "git fetch origin" may bring it'
  throw new GsecError('REVISION_MISSING', `the ${role} is no commit of this clone`, {where: '--diff', hint})
}

/**
 * Where a folder stands in its repository: `apps/shop/`, or nothing at the root.
 * @throws GsecError GIT_FAILED outside of a repository
 */
export function folderPrefix(folder: string): string {
  const {status, stdout} = runGit(folder, ['rev-parse', '--show-prefix'], {repository: 'of the hook'})
  if (status === 0) return stdout.toString('utf8').replace(/\n$/, '')
  if (status === undefined) throw new GsecError('GIT_FAILED', 'the git program cannot be run', {hint: 'install git, or add it to PATH'})
  throw new GsecError('GIT_FAILED', 'git finds no repository here, or refuses the one there is', {
    hint: 'run gsec in a repository; "git status" tells what git makes of this folder',
  })
}

function isShallowClone(folder: string): boolean {
  const {stdout} = runGit(folder, ['rev-parse', '--is-shallow-repository'], {repository: 'of the hook'})
  return firstLine(stdout) === 'true'
}

const firstLine = (output: Buffer) => output.toString().trim()
