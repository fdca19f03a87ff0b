import type {Interfaces} from '@oclif/core'
import {getHelpFlagAdditions, normalizeArgv} from '@oclif/core/help'
import {showHelp} from '../cli/show-help.js'
import {unknownCommand} from '../cli/unknown-command.js'
import {ManifestConfig} from './manifest-config.js'
import type {Program} from './program.js'

/** What every command of ours is: `launch` comes from BaseCommand. */
interface Launchable {
  launch: (argv: string[], config: Interfaces.Config) => Promise<unknown>
}

/**
 * What oclif's `execute` does, by the manifest alone: help where it is asked for, a topic's help, or the command.
 * @throws GsecError USAGE when the words name no command
 */
export async function runCommand(argv: readonly string[], program: Program): Promise<void> {
  const config = new ManifestConfig(program)
  if (asksForHelp(argv, config)) return showHelp(argv, config)
  const [id = '', ...rest] = normalizeArgv(config, [...argv])
  const command = config.findCommand(id)
  if (command) {
    const Class = (await command.load()) as unknown as Launchable
    await Class.launch(rest, config)
  } else if (config.findTopic(id)) await showHelp([id], config)
  else throw unknownCommand(id.split(':'), config)
}

function asksForHelp(argv: readonly string[], config: ManifestConfig): boolean {
  if (argv.length === 0) return true
  const end = argv.indexOf('--')
  const flags = getHelpFlagAdditions(config)
  return argv.slice(0, end === -1 ? undefined : end).some(word => flags.includes(word))
}
