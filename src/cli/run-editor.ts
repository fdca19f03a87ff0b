import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, openSync} from 'node:fs'
import {GsecError} from '../errors.js'
import {interrupt, leaveTerminalKeys, onInterruption} from '../files/interruption.js'

/** An editor that ends within this many milliseconds of Ctrl-C was ended by it; one that goes on has its own use for the key. */
const INTERRUPT_GRACE = 500

/**
 * Opens a file in the user's editor and waits until that is closed: $VISUAL, else $EDITOR, else the system's own. The
 * variable may hold arguments, as for git: a shell reads it.
 * @throws GsecError EDITOR_FAILED when it cannot be started or ends with an error
 */
export async function runEditor(file: string): Promise<void> {
  const editor = process.env['VISUAL'] || process.env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi')
  const terminal = openTerminal()
  const hasTerminal = process.stdin.isTTY || terminal !== undefined
  let keyAt = 0
  const takeBack = hasTerminal ? leaveTerminalKeys(() => (keyAt = performance.now())) : undefined
  try {
    const child = start(editor, file, terminal)
    const forget = onInterruption(() => child.kill('SIGTERM'))
    const {code, signal} = await ended(child).finally(forget)
    if (signal === 'SIGINT' || code === 130 || (keyAt > 0 && performance.now() - keyAt < INTERRUPT_GRACE)) interrupt('SIGINT')
    if (code !== 0) throw failed(code, signal)
  } finally {
    takeBack?.()
    if (terminal !== undefined) closeSync(terminal)
  }
}

function start(editor: string, file: string, terminal: number | undefined): ChildProcess {
  // an editor draws on its standard output, which may lead to a file or a pipe here
  const stdio = [terminal ?? 'inherit', process.stdout.isTTY ? 'inherit' : 2, 'inherit'] as const
  return process.platform === 'win32'
    ? spawn(`${editor} "${file}"`, {stdio: [...stdio], shell: true})
    : spawn('/bin/sh', ['-c', `${isOneProgram(editor) ? 'exec ' : ''}${editor} "$@"`, editor, file], {stdio: [...stdio]})
}

/** Without a shell in between, a signal for the editor reaches it: not so with several commands, or `NAME=VALUE editor`. */
function isOneProgram(editor: string): boolean {
  return !/[;&|(){}<>`\n]|^\s*\w+=/.test(editor)
}

/** The terminal itself, where standard input is something else: the key, for one. */
function openTerminal(): number | undefined {
  if (process.stdin.isTTY || process.platform === 'win32') return undefined
  try {
    return openSync('/dev/tty', 'r+')
  } catch {
    return undefined
  }
}

function ended(child: ChildProcess): Promise<{code: number | null; signal: NodeJS.Signals | null}> {
  return new Promise((resolve, reject) => {
    child.once('error', cause => reject(new GsecError('EDITOR_FAILED', 'the editor cannot be started', {hint: HOW_TO_CHOOSE, cause})))
    child.once('close', (code, signal) => resolve({code, signal}))
  })
}

const HOW_TO_CHOOSE = 'choose one with the variable VISUAL or EDITOR'

function failed(code: number | null, signal: NodeJS.Signals | null): GsecError {
  // what a shell answers for a program that it cannot find or start
  if (code === 127 || code === 126) return new GsecError('EDITOR_FAILED', 'the editor cannot be started', {hint: HOW_TO_CHOOSE})
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
  return new GsecError('EDITOR_FAILED', `the editor ${how}: nothing was changed`, {hint: 'run the command again'})
}
