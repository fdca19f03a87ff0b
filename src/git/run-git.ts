import {spawn, spawnSync} from 'node:child_process'
import {GsecError} from '../errors.js'

export interface GitRun {
  /** Exit code; undefined when git could not be started or was killed. */
  status: number | undefined
  stdout: Buffer
}

/**
 * Which repository is asked: that of the folder, or the one that the variables of a hook name, with the index that is being
 * committed (`commit -a` and `commit FILE` have one of their own).
 */
export type Repository = 'of the folder' | 'of the hook'

interface GitOptions {
  repository?: Repository
  milliseconds?: number
  /** Variables for this run. */
  env?: Readonly<Record<string, string>>
}

/** Variables by which a hook tells git its repository: they would answer for another one than the folder's. */
const REPOSITORY_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY']
/** Variables that change what a diff looks like, or start a program for it. */
const DIFF_VARIABLES = ['GIT_EXTERNAL_DIFF', 'GIT_DIFF_OPTS']
/** Nothing is written, no object stands in for another one, and none is fetched. */
const SETTINGS = {GIT_OPTIONAL_LOCKS: '0', GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C'}

const argumentsFor = (folder: string, args: readonly string[]) => [
  '-C',
  folder,
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false',
  ...args,
]

function environment(repository: Repository): NodeJS.ProcessEnv {
  const left = repository === 'of the folder' ? [...REPOSITORY_VARIABLES, ...DIFF_VARIABLES] : DIFF_VARIABLES
  return {...Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.includes(name))), ...SETTINGS}
}

/** Runs the git program in a folder and takes all of its output. No configuration of the repository starts a program. */
export function runGit(folder: string, args: readonly string[], options: GitOptions = {}): GitRun {
  const {repository = 'of the folder', milliseconds = 30_000, env = {}} = options
  const {status, stdout} = spawnSync('git', argumentsFor(folder, args), {
    env: {...environment(repository), ...env},
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: milliseconds,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  })
  return {status: status ?? undefined, stdout: stdout ?? Buffer.alloc(0)}
}

/**
 * Runs git in a folder, for the repository of the hook, and hands on its output as it comes.
 * @param input what git reads, if it reads anything
 * @throws GsecError GIT_FAILED when git ends badly
 */
export async function* streamGit(folder: string, args: readonly string[], input?: string): AsyncGenerator<Buffer> {
  const child = spawn('git', argumentsFor(folder, args), {
    env: environment('of the hook'),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const ended = new Promise<number | null>(resolve => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  child.stdin?.on('error', () => undefined) // git ended before it read everything: its exit code tells
  child.stdin?.end(input)
  let isWhole = false
  try {
    yield* child.stdout as AsyncIterable<Buffer>
    isWhole = true
  } finally {
    if (!isWhole) child.kill() // whoever listens has had enough
  }
  if ((await ended) !== 0) throw gitFailed()
}

export function gitFailed(): GsecError {
  return new GsecError('GIT_FAILED', 'git gave no answer', {hint: 'try "git status" here: it tells what is wrong'})
}
