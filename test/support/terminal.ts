import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {temporaryFolder} from './temporary-folder.js'

export interface TerminalRun {
  status: number | null
  /** What a person would have seen on the terminal, control codes included. */
  shown: string
  stdout: string
}

interface Step {
  /** Waits until the terminal shows a match, counted from the last answer. */
  expect: string
  /** What is typed then; "\r" is the return key, "\u0003" Ctrl-C. Absent: the terminal is closed. */
  send?: string
  /** Seconds before that, 0.2 unless told otherwise. */
  pause?: number
}

/** Runs the built gsec on a real pseudo-terminal (Python's), with standard output in a file. */
export function runOnTerminal(args: readonly string[], steps: readonly Step[], cwd: string, env: Record<string, string> = {}): TerminalRun {
  return runProgramOnTerminal([process.execPath, path.resolve('bin/run.js'), ...args], steps, cwd, env)
}

/** The same with any program, whose first word is a whole path. */
export function runProgramOnTerminal(
  argv: readonly string[],
  steps: readonly Step[],
  cwd: string,
  env: Record<string, string> = {},
): TerminalRun {
  const folder = temporaryFolder()
  const stdout = path.join(folder, 'stdout')
  writeFileSync(stdout, '')
  const script = path.join(folder, 'script.json')
  writeFileSync(
    script,
    JSON.stringify({
      argv,
      cwd,
      env: {PATH: process.env.PATH, HOME: cwd, TERM: 'xterm', ...env},
      steps,
      stdout,
    }),
  )
  const run = spawnSync('python3', [path.resolve('test/support/on_terminal.py'), script], {encoding: 'utf8', timeout: 90_000})
  return {status: run.status, shown: run.stdout, stdout: readFileSync(stdout, 'utf8')}
}
