import path from 'node:path'
import {asksForJson, reportError} from '../cli/report-error.js'
import type {Program} from './program.js'
import {watchForUnexpected, watchOutput} from './unexpected.js'

type RunLogin = typeof import('../cli/run-login.js').runLogin

interface Kubeseal {
  /** kubeseal's own command line, started with the words after its name. @returns the exit code */
  main: (argv: readonly string[], surroundings: {runLogin: RunLogin}) => Promise<number>
}

/** Runs what the words after `gsec` ask for. The exit code is in process.exitCode when the promise is done. */
export async function launch(argv: readonly string[], program: Program): Promise<void> {
  watchForUnexpected(argv)
  watchOutput()
  if (argv[0] === 'kubeseal') {
    // Its words, --help and --version among them, mean what they mean in kubeseal: oclif must not see them.
    const {main} = (await program.load(path.join(program.root, 'dist', 'kubeseal', 'main.js'))) as Kubeseal
    const runLogin: RunLogin = async program => (await import('../cli/run-login.js')).runLogin(program)
    process.exitCode = await main(argv.slice(1), {runLogin})
    return
  }
  try {
    const {runCommand} = await import('./run-command.js')
    await runCommand(argv, program)
  } catch (error) {
    reportError(error, {json: asksForJson(argv)})
  }
}
