import type {Interfaces} from '@oclif/core'
import {CLIError} from '@oclif/core/errors'
import {Help} from '@oclif/core/help'
import {unknownCommand} from './unknown-command.js'

/**
 * Prints oclif's help for a command line: of the program, a topic or a command.
 * @param words as typed after `gsec`, or after `gsec help`
 * @throws GsecError USAGE when they name nothing
 */
export async function showHelp(
  words: readonly string[],
  config: Interfaces.Config,
  options: Partial<Interfaces.HelpOptions> = {},
): Promise<void> {
  try {
    await new Help(config, {...config.pjson.oclif.helpOptions, ...options}).showHelp([...words])
  } catch (error) {
    if (!(error instanceof CLIError)) throw error
    const named = words.filter(word => !word.startsWith('-') && word !== 'help').flatMap(word => word.split(':'))
    throw unknownCommand(named, config)
  }
}
