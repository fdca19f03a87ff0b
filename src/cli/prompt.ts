import {GsecError} from '../errors.js'
import {Secret} from '../secret.js'

/** What a shell reports for a program that Ctrl-C ended. */
export const EXIT_INTERRUPTED = 130

/**
 * Asks for a value on the terminal, on stderr and without echo, so that stdout stays clean and nobody reads along.
 * @param flag named in the error when there is no terminal to ask on
 * @throws GsecError USAGE without a terminal
 */
export async function promptSecret(question: string, flag: string): Promise<Secret> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new GsecError('USAGE', `${flag} asks on a terminal, and there is none`, {hint: 'use --from-file or --from-env here'})
  }
  const inquirer = (await import('inquirer')).default
  const ask = inquirer.createPromptModule({output: process.stderr})
  try {
    // no mask: it would show the length; toggleMask off: else Ctrl+T shows the value
    const {value} = await ask<{value: string}>([{type: 'password', name: 'value', message: question, toggleMask: false}])
    return Secret.of(value)
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') process.exit(EXIT_INTERRUPTED)
    throw error
  }
}
