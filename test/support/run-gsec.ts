import {spawn, spawnSync} from 'node:child_process'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'

export const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

export interface Run {
  status: number | null
  /** Of the process that has ended; absent where a test does not say. */
  pid?: number
  stdout: string
  stderr: string
}

interface Surroundings {
  cwd: string
  input?: string | Buffer
  env?: Record<string, string>
  /** The script to run instead of bin/run.js of the checkout. */
  bin?: string
}

/** What two runs are compared by. */
export const answerOf = ({status, stdout, stderr}: Run) => ({status, stdout, stderr})

/** Runs the built program as a user would, with nothing of this process's environment but the path. */
export function runGsec(args: readonly string[], {cwd, input = '', env = {}, bin: program = bin}: Surroundings): Run {
  const run = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
    env: environmentOf(cwd, env),
  })
  return {status: run.status, pid: run.pid, stdout: run.stdout, stderr: run.stderr}
}

/** The same without waiting: for programs that ask a server of this very process. */
export async function runGsecBeside(
  args: readonly string[],
  {cwd, env = {}, bin: program = bin}: Omit<Surroundings, 'input'>,
): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: environmentOf(cwd, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  const [status, stdout, stderr] = await Promise.all([
    new Promise<number | null>(resolve => child.on('close', resolve)),
    text(child.stdout),
    text(child.stderr),
  ])
  return {status, stdout, stderr}
}

function environmentOf(cwd: string, env: Record<string, string>): Record<string, string> {
  return {
    ...(process.env.PATH ? {PATH: process.env.PATH} : {}),
    ...(process.env.SystemRoot ? {SystemRoot: process.env.SystemRoot} : {}),
    HOME: cwd,
    USERPROFILE: cwd,
    TZ: 'UTC',
    ...env,
  }
}
