import type {Errors} from '@oclif/core'
import {GsecError} from '../errors.js'

/** What oclif's parse errors carry beside their message; each class has its own part. */
interface ParseError {
  args?: readonly (string | {name: string})[]
  flags?: readonly string[]
}

/**
 * Says what is wrong with a command line. Values are left out: oclif quotes them, and one may be a secret that was
 * typed in the wrong place. Only the name of the flag or argument is shown.
 */
export function usageError(error: Errors.CLIError): GsecError {
  const {args, flags} = error as ParseError
  const first = withoutValue(error.message.split('\n').find(line => line.trim() !== '') ?? '')
  let message = first
  if (flags) message = `unknown flag ${flags.map(nameOf).join(', ')}`
  else if (args && first.startsWith('Unexpected'))
    message = `unexpected argument ${args.map(arg => nameOf(typeof arg === 'string' ? arg : arg.name)).join(', ')}`
  else if (args) message = `missing argument ${args.map(arg => (typeof arg === 'string' ? arg : arg.name.toUpperCase())).join(', ')}`
  else if (first.startsWith('The following error')) message = withoutValue(secondLine(error.message))
  return new GsecError('USAGE', lowerFirst(message), {hint: 'run the command with --help'})
}

const nameOf = (word: string) => word.split('=', 1)[0] ?? word
const secondLine = (text: string) =>
  text
    .split('\n')
    .slice(1)
    .join('; ')
    .replaceAll(ANSI, '')
    .replace(/; See more help.*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
// "Expected --scope=hunter2 to be one of: …" and "Expected an integer but received: hunter2"
const withoutValue = (text: string) =>
  text
    .replace(/(--[\w-]+)=\S*/g, '$1')
    .replace(/^(Expected) .* (to be one of: .*)$/, (_, a, b) =>
      /--[\w-]+/.test(text) ? `${a} ${/--[\w-]+/.exec(text)?.[0]} ${b}` : `${a} the argument ${b}`,
    )
    .replace(/( but received): .*$/, '')
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with ESC
const ANSI = /\u001b\[[0-9;]*m/g
