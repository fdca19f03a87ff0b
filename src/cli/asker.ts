import {GsecError} from '../errors.js'
import {visible} from '../visible.js'
import {EXIT_INTERRUPTED} from './prompt.js'

/** One of several answers. */
interface Choice<T> {
  name: string
  value: T
}

/** Asks questions on a terminal. */
export interface Asker {
  /** @param fault says what is wrong with an answer; then it is asked for again */
  text(question: string, fault: (answer: string) => string | undefined, suggested?: string): Promise<string>
  /** Lists choices; a long list is narrowed by typing. */
  choose<T>(question: string, choices: readonly Choice<T>[]): Promise<T>
}

export const isOnTerminal = () => process.stdin.isTTY === true && process.stderr.isTTY === true

/** More than this are easier to search than to walk through. */
const LONG = 8

/** Questions on stderr, so that stdout stays clean. Ctrl-C ends the program. */
export async function terminalAsker(): Promise<Asker> {
  if (!isOnTerminal()) throw new GsecError('USAGE', 'there is no terminal to ask on')
  const inquirer = (await import('inquirer')).default
  const ask = inquirer.createPromptModule({output: process.stderr})
  const answer = async <T>(question: Record<string, unknown>): Promise<T> => {
    try {
      const {value} = (await ask([{...question, name: 'value'}] as unknown as Parameters<typeof ask>[0])) as {value: T}
      return value
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') process.exit(EXIT_INTERRUPTED)
      throw error
    }
  }
  return {
    text: (message, fault, suggested) =>
      answer({
        type: 'input',
        message,
        ...(suggested !== undefined && {default: suggested}),
        validate: (text: string) => {
          const reason = fault(text.trim())
          return reason === undefined ? true : visible(reason)
        },
        filter: (text: string) => text.trim(),
      }),
    choose: (message, choices) => {
      const shown = choices.map(({name, value}) => ({name: visible(name), value}))
      if (choices.length <= LONG) return answer({type: 'select', message, choices: shown, loop: false})
      const source = (term: string | undefined) => shown.filter(({name}) => name.toLowerCase().includes((term ?? '').trim().toLowerCase()))
      return answer({type: 'search', message, source, pageSize: LONG})
    },
  }
}
