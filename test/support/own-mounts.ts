import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {bin, type Run} from './run-gsec.js'

/** Linux lets a program have mounts of its own where user namespaces are allowed. */
export const hasOwnMounts = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0

const states = {
  /** A tmpfs without a page to spare. */
  full: 'mount -t tmpfs -o size=64k tmpfs disk && cp -a start/. disk/ && { cat /dev/zero > disk/ballast 2> ballast.log || true; }',
  'read-only': 'cp -a start/. disk/ && mount --bind disk disk && mount -o remount,bind,ro disk',
}

export interface MountedRun extends Run {
  /** What stands in the folder afterwards: names with their content, the ballast left out. */
  left: Record<string, string>
}

/**
 * Runs gsec in `cwd`, where `disk` holds what `start` does, on a file system of its own.
 * @param env XDG_RUNTIME_DIR and the like; nothing of this process's environment but the path counts
 */
export function runOnDisk(state: keyof typeof states, args: readonly string[], cwd: string, env: Record<string, string> = {}): MountedRun {
  const script = `mkdir disk left && ${states[state]} || exit 99; "$@" < /dev/null; code=$?; rm -f disk/ballast 2>> ballast.log; cp -a disk/. left/; exit $code`
  const {status, stdout, stderr} = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', process.execPath, bin, ...args], {
    cwd,
    encoding: 'utf8',
    env: {PATH: process.env['PATH'], HOME: cwd, ...env},
    timeout: 60_000,
  })
  const folder = path.join(cwd, 'left')
  const left = readdirSync(folder).filter(name => name !== 'ballast')
  return {status, stdout, stderr, left: Object.fromEntries(left.map(name => [name, readFileSync(path.join(folder, name), 'utf8')]))}
}
