import type {Command, Interfaces} from '@oclif/core'
import {CLIError} from '@oclif/core/errors'
import {CommandHelp, Help} from '@oclif/core/help'
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
    await new PasteableHelp(config, {...config.pjson.oclif.helpOptions, ...options}).showHelp([...words])
  } catch (error) {
    if (!(error instanceof CLIError)) throw error
    const named = words.filter(word => !word.startsWith('-') && word !== 'help').flatMap(word => word.split(':'))
    throw unknownCommand(named, config)
  }
}

/** Its examples can be pasted: a line is never broken within quotes, where a `\\` at its end would become part of the text. */
export class PasteableHelp extends Help {
  protected override CommandHelpClass = PasteableCommandHelp
}

class PasteableCommandHelp extends CommandHelp {
  protected override examples(examples: Command.Example[] | string | undefined): string | undefined {
    const kept = typeof examples === 'string' ? keepQuoted(examples) : examples?.map(keepExample)
    return super.examples(kept)?.replaceAll(KEPT_SPACE, ' ')
  }
}

const KEPT_SPACE = '\u00a0'

function keepExample(example: Command.Example): Command.Example {
  return typeof example === 'string' ? keepQuoted(example) : {...example, command: keepQuoted(example.command)}
}

const keepQuoted = (command: string) => command.replace(/'[^']*'|"[^"]*"/g, quoted => quoted.replaceAll(' ', KEPT_SPACE))
