import {spawnSync} from 'node:child_process'

export interface GitRun {
  /** Exit code; undefined when git could not be started or was killed. */
  status: number | undefined
  stdout: Buffer
}

/** Variables by which a hook tells git its repository: they would answer for another one than the folder's. */
const REPOSITORY_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY']

/** Runs the git program in a folder, for the repository that the folder is in. No configuration of it starts a program. */
export function runGit(folder: string, args: readonly string[]): GitRun {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.includes(name)))
  const {status, stdout} = spawnSync('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], {
    env: {...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C'},
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 30_000,
    windowsHide: true,
  })
  return {status: status ?? undefined, stdout: stdout ?? Buffer.alloc(0)}
}
