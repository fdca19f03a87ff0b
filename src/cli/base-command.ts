import path from 'node:path'
import {Command, Errors, Flags, type Interfaces} from '@oclif/core'
import {visible} from '../visible.js'
import {asksForJson, reportError} from './report-error.js'

/** Exit code when the command ran and the answer is no; the same with and without --json. docs/errors.md. */
export const EXIT_NO = 1

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

  /** Part of an answer "no", on stderr because stdout is for what a "yes" would print. The command goes on, and ends with `answer`. */
  protected failure(text: string): void {
    process.stderr.write(`gsec: error: ${visible(text)}\n`)
  }

  /** The built file of a worker thread, src/…/NAME.ts. */
  protected workerFile(name: string): string {
    return path.join(this.config.root, 'dist/workers', `${name}.js`)
  }

  /** oclif's own asks for the theme and reads scoped variables; a library may not change the form of our JSON. */
  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`)
  }

  override jsonEnabled(): boolean {
    return asksForJson(this.argv)
  }

  // oclif's own catch() exits with 1 under --json whatever the error, and prints argv and its whole configuration.
  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) {
      process.exitCode = error.oclif.exit ?? 0
      return
    }
    this.parsed = true // or oclif warns, under NODE_ENV=test, that nothing was parsed
    reportError(error, {json: this.jsonEnabled()})
  }
}
