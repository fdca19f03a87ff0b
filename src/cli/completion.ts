import type {Interfaces} from '@oclif/core'
import type {Config} from '@oclif/core/config'
// By path: the package shows its commands to oclif alone. Those write files into the home folder and edit ~/.bashrc.
import PowerShellCompletion from '../../node_modules/@oclif/plugin-autocomplete/lib/autocomplete/powershell.js'
import ZshCompletion from '../../node_modules/@oclif/plugin-autocomplete/lib/autocomplete/zsh.js'
import {bashCompletion} from './bash-completion.js'

export const shells = ['bash', 'zsh', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** A script that teaches a shell the commands and flags in `config`, to be sourced. */
export function completionScript(shell: Shell, config: Interfaces.Config): string {
  // The plugin's generators ask for the commands of each plugin; ours are all in one.
  const asPlugins = {
    bin: config.bin,
    topics: config.topics,
    getPluginsList: () => [{commands: config.commands}],
  } as unknown as Config
  switch (shell) {
    case 'bash':
      return bashCompletion(config.bin, config.commands)
    case 'powershell':
      return new PowerShellCompletion(asPlugins).generate()
    case 'zsh':
      return sourceable(new ZshCompletion(asPlugins).generate(), config.bin)
  }
}

/** The script calls its function at the end, as a file in $fpath must; a script that is sourced must register it instead. */
function sourceable(script: string, bin: string): string {
  const call = `if [ "$funcstack[1]" = "_${bin}" ]; then _${bin}; else compdef _${bin} ${bin}; fi`
  return script.replace(new RegExp(`_${bin}\\s*$`), `${call}\n`)
}
