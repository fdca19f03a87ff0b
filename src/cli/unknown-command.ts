import type {Interfaces} from '@oclif/core'
import {GsecError} from '../errors.js'
import {suggestionFor} from '../suggestion.js'

/**
 * The error for words that name no command, with the nearest command as the hint. Only the words that should have been
 * one are shown; what follows may be anything.
 */
export function unknownCommand(words: readonly string[], {bin, commands}: Pick<Interfaces.Config, 'bin' | 'commands'>): GsecError {
  if (words[0]?.startsWith('-'))
    return new GsecError('USAGE', 'a flag stands before the command', {hint: `write ${bin} COMMAND, then its flags`})
  const known = commands.filter(command => !command.hidden).map(command => command.id.split(':'))
  const topic = longestTopic(words, known)
  const meant = commandMeantBy(words, known)
  return new GsecError('USAGE', `unknown command "${words.slice(0, topic.length + 1).join(' ')}"`, {
    hint: meant ? `did you mean "${bin} ${meant}"?` : `"${[bin, ...topic, '--help'].join(' ')}" lists the commands`,
  })
}

type Words = readonly string[]

/** As many of the first words as a command begins with. */
function longestTopic(words: Words, known: readonly Words[]): Words {
  let length = 0
  while (length < words.length && known.some(id => words.slice(0, length + 1).every((word, at) => id[at] === word))) length++
  return words.slice(0, length)
}

function commandMeantBy(words: Words, known: readonly Words[]): string | undefined {
  for (let length = 1; length <= words.length; length++) {
    const ofThatLength = known.filter(id => id.length === length).map(id => id.join(' '))
    const meant = suggestionFor(words.slice(0, length).join(' '), ofThatLength)
    if (meant) return meant
  }
  return undefined
}
