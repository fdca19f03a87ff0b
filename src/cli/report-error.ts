import type {Errors} from '@oclif/core'
import {type Fault, GsecError} from '../errors.js'
import {visible} from '../visible.js'
import {usageError} from './usage-error.js'

/** Exit code of every failure: there is no answer. */
export const EXIT_NO_ANSWER = 2

/**
 * Tells the user why there is no answer, on stderr or as JSON on stdout, and sets the exit code: the same one in both forms.
 * An error that is not ours is shown by its class alone, since its message may quote what was being read.
 */
export function reportError(error: unknown, {json}: {json: boolean}): void {
  process.exitCode = EXIT_NO_ANSWER
  const {code, message, where, hint, others} = toGsecError(error)
  const told = {code, message, where, hint, ...(others.length > 0 && {others})}
  if (json) process.stdout.write(`${JSON.stringify({error: told}, undefined, 2)}\n`)
  else for (const fault of [told, ...others]) process.stderr.write(faultText(fault))
  if (process.env.GSEC_DEBUG) process.stderr.write(traceOf(error))
}

function faultText({message, where, hint}: Fault): string {
  const line = `gsec: error: ${where ? `${visible(where)}: ` : ''}${visible(message)}\n`
  return hint ? `${line}gsec: hint: ${visible(hint)}\n` : line
}

/** True when --json stands among the words before `--`. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end === -1 ? undefined : end).includes('--json')
}

function toGsecError(error: unknown): GsecError {
  if (error instanceof GsecError) return error
  if (isParseError(error)) return usageError(error)
  const name = error instanceof Error ? error.name : typeof error
  return new GsecError('BUG', `internal error (${name})`, {hint: 'set GSEC_DEBUG=1 to see where it happened, and report it'})
}

// By its mark, not by instanceof: this file is loaded also where oclif is not.
function isParseError(error: unknown): error is Errors.CLIError {
  return error instanceof Error && 'oclif' in error
}

/** Class, code and frames of an error and its causes; never a message, which may quote what was being parsed. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code = (error as {code?: unknown}).code
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return [`${error.name}${typeof code === 'string' ? ` ${code}` : ''}`, ...frames, traceOf(error.cause)].join('\n')
}
