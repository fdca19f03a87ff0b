import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {completionScript, shells} from '../cli/completion.js'
import {GsecError} from '../errors.js'

export default class Autocomplete extends BaseCommand {
  static override summary = 'print the completion script of a shell'
  static override description = `Prints a script that completes commands, flags, their values and files. Reads and writes no files.

bash: source <(gsec autocomplete bash), in ~/.bashrc
zsh: source <(gsec autocomplete zsh), in ~/.zshrc after compinit
PowerShell: gsec autocomplete powershell | Out-String | Invoke-Expression, in $PROFILE`
  static override examples = [
    {description: 'complete in this bash', command: 'source <(<%= config.bin %> <%= command.id %> bash)'},
    {description: 'write the file that zsh looks for in the folders of fpath', command: '<%= config.bin %> <%= command.id %> zsh > _gsec'},
  ]
  static override args = {
    shell: Args.string({description: 'shell to complete in (default: the one in SHELL)', options: [...shells], ignoreStdin: true}),
  }

  async run(): Promise<{shell: string; script: string}> {
    const {args} = await this.parse(Autocomplete)
    const shell = shells.find(name => name === (args.shell ?? this.config.shell))
    if (!shell) throw new GsecError('USAGE', 'the shell is not known', {hint: `name one of: ${shells.join(', ')}`})
    const script = completionScript(shell, this.config)
    this.log(script)
    return {shell, script}
  }
}
