import {Command, Errors, Flags, type Interfaces} from '@oclif/core'
import {GsecError} from '../errors.js'
import {usageError} from './usage-error.js'
import {visible} from './visible.js'

/** Exit codes, the same in every command, with and without --json. docs/errors.md. */
export const EXIT_NO = 1
export const EXIT_NO_ANSWER = 2

/** What every command shares: one way to fail, one meaning for each exit code, results on stdout and all else on stderr. */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true

  static override baseFlags: Interfaces.FlagInput = {
    quiet: Flags.boolean({char: 'q', description: 'print no notes and no progress; warnings and errors stay', helpGroup: 'GLOBAL'}),
    'no-color': Flags.boolean({description: 'print without colours (NO_COLOR does the same)', helpGroup: 'GLOBAL'}),
    config: Flags.string({
      description: 'use this configuration instead of the nearest .gsec.yaml',
      env: 'GSEC_CONFIG',
      helpGroup: 'GLOBAL',
      helpValue: 'FILE',
    }),
  }

  /** Starts a command that the launcher has loaded: `run` would load oclif's whole configuration once more. */
  static launch(
    this: new (
      argv: string[],
      config: Interfaces.Config,
    ) => BaseCommand,
    argv: string[],
    config: Interfaces.Config,
  ): Promise<unknown> {
    return new this(argv, config)._run()
  }

  /** Ends with 1 when the answer is no. Use this, not exit(): it works the same with --json. */
  protected answer<T>(isNo: boolean, result: T): T {
    if (isNo) process.exitCode = EXIT_NO
    return result
  }

  /** Something good to know, on stderr; --quiet hides it. */
  protected note(text: string): void {
    if (!this.argv.some(word => word === '-q' || word === '--quiet')) process.stderr.write(`gsec: note: ${visible(text)}\n`)
  }

  /** Something that may go wrong later, on stderr. */
  protected warning(text: string): void {
    process.stderr.write(`gsec: warning: ${visible(text)}\n`)
  }

  /** oclif's own asks for the theme and reads scoped variables; a library may not change the form of our JSON. */
  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`)
  }

  override jsonEnabled(): boolean {
    const end = this.argv.indexOf('--')
    return this.argv.slice(0, end === -1 ? undefined : end).includes('--json')
  }

  // oclif's own catch() exits with 1 under --json whatever the error, and prints argv and its whole configuration.
  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) {
      process.exitCode = error.oclif.exit ?? 0
      return
    }
    process.exitCode = EXIT_NO_ANSWER
    const {code, message, where, hint} = toGsecError(error)
    if (this.jsonEnabled()) this.logJson({error: {code, message, where, hint}})
    else {
      process.stderr.write(`gsec: error: ${where ? `${visible(where)}: ` : ''}${visible(message)}\n`)
      if (hint) process.stderr.write(`gsec: hint: ${visible(hint)}\n`)
    }
    if (process.env.GSEC_DEBUG) process.stderr.write(traceOf(error))
  }
}

function toGsecError(error: Error): GsecError {
  if (error instanceof GsecError) return error
  if (error instanceof Errors.CLIError) return usageError(error)
  return new GsecError('BUG', `internal error (${error.name})`, {hint: 'set GSEC_DEBUG=1 to see where it happened, and report it'})
}

/** Class, code and frames of an error and its causes; never a message, which may quote what was being parsed. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code = (error as {code?: unknown}).code
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return [`${error.name}${typeof code === 'string' ? ` ${code}` : ''}`, ...frames, traceOf(error.cause)].join('\n')
}
