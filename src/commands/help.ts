import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {showHelp} from '../cli/show-help.js'

export default class Help extends BaseCommand {
  static override summary = 'show help for gsec, a topic or a command'
  static override description = 'Prints the same text as --help. Reads and writes no files.'
  static override examples = ['<%= config.bin %> help', '<%= config.bin %> help autocomplete', '<%= config.bin %> help --nested-commands']
  static override strict = false
  static override args = {
    command: Args.string({description: 'topic or command to show help for', ignoreStdin: true}),
  }
  static override flags = {
    'nested-commands': Flags.boolean({char: 'n', description: 'list the commands of every topic, too'}),
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Help)
    await showHelp(argv as string[], this.config, {all: flags['nested-commands']})
  }
}
