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
  /** Lists choices of which at least one is ticked. */
  tick<T>(question: string, choices: readonly Choice<T>[]): Promise<T[]>
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
      const asked = ask([{...question, name: 'value'}] as unknown as Parameters<typeof ask>[0]) as unknown as Promise<{value: T}>
      return (await (question['type'] === 'search' ? repeatingReturn(asked) : asked)).value
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
      const shown = shownChoices(choices)
      if (choices.length <= LONG) return answer({type: 'select', message, choices: shown, loop: false})
      const source = (term: string | undefined) => shown.filter(({name}) => name.toLowerCase().includes((term ?? '').trim().toLowerCase()))
      return answer({type: 'search', message, source, pageSize: LONG})
    },
    tick: (message, choices) =>
      answer({type: 'checkbox', message, choices: shownChoices(choices), pageSize: LONG, loop: false, required: true}),
  }
}

function shownChoices<T>(choices: readonly Choice<T>[]): Choice<T>[] {
  return choices.map(({name, value}) => ({name: visible(name), value}))
}

/**
 * A search looks for what was typed in a later turn of the event loop, and passes over a Return until then: one that comes in the
 * same burst as the text before it, as from a paste, would be lost. Here it is repeated as long as there is no answer.
 */
async function repeatingReturn<T>(answer: Promise<T>): Promise<T> {
  let isOpen = true
  let typed = 0
  const repeat = (text: string, key: {name?: string}) => {
    typed++
    if (key.name === 'return' && typed > 1) setImmediate(() => isOpen && process.stdin.emit('keypress', text, key))
    setImmediate(() => {
      typed = 0
    })
  }
  process.stdin.on('keypress', repeat)
  try {
    return await answer
  } finally {
    isOpen = false
    process.stdin.off('keypress', repeat)
  }
}
