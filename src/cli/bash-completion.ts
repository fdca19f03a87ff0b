import type {Command} from '@oclif/core'

/**
 * A completion script for bash 3.2 and later: commands after commands, flags anywhere, the values of a flag that has a list,
 * and files otherwise. The one of oclif's plugin knows no flags behind a file name, and no files.
 */
export function bashCompletion(bin: string, commands: readonly Command.Loadable[]): string {
  const shown = commands.filter(command => !command.hidden)
  return `# completes ${bin} in bash: source <(${bin} autocomplete bash)
_${bin}_commands() {
  case "$1" in
${cases(subcommands(shown))}
  esac
}
_${bin}_flags() {
  case "$1" in
${cases(shown.map(command => [spaced(command.id), flagsOf(command)]))}
  esac
}
_${bin}_values() {
  case "$1" in
${cases(shown.flatMap(valuesOf))}
  esac
}
_${bin}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} first=1 command= word i
  # bash takes "--flag=value" for three words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [ "\${COMP_WORDS[1]}" = help ] && [ "$COMP_CWORD" -gt 1 ]; then first=2; fi
  for ((i = first; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case " $(_${bin}_commands "$command") " in
      *" $word "*) command="\${command:+$command }$word" ;;
      *) break ;;
    esac
  done
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$(_${bin}_flags "$command") --help" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$(_${bin}_values "$command $prev" || _${bin}_commands "$command")" -- "$cur")) ;;
  esac
}
complete -o bashdefault -o default -F _${bin} ${bin}
`
}

/** Lines of a \`case\`; without a match the script's function returns 1. */
function cases(entries: readonly (readonly [string, readonly string[]])[]): string {
  const lines = entries.filter(([, list]) => list.length > 0).map(([words, list]) => `    '${words}') echo '${list.join(' ')}' ;;`)
  return [...lines, '    *) return 1 ;;'].join('\n')
}

/** For each run of words that begins a command, the words that may come next. */
function subcommands(commands: readonly Command.Loadable[]): [string, string[]][] {
  const next = new Map<string, Set<string>>()
  for (const {id} of commands) {
    const words = id.split(':')
    words.forEach((word, at) => {
      const before = words.slice(0, at).join(' ')
      next.set(before, (next.get(before) ?? new Set()).add(word))
    })
  }
  return [...next].map(([before, words]) => [before, [...words]])
}

const spaced = (id: string) => id.replaceAll(':', ' ')

function shownFlags({flags}: Command.Loadable) {
  return Object.values(flags).filter(flag => !flag.hidden)
}

function flagsOf(command: Command.Loadable): string[] {
  return shownFlags(command).flatMap(({name, char}) => [`--${name}`, ...(char ? [`-${char}`] : [])])
}

function valuesOf(command: Command.Loadable): [string, readonly string[]][] {
  return shownFlags(command).flatMap(flag => {
    const values = flag.type === 'option' ? (flag.options ?? []) : []
    const spellings = [`--${flag.name}`, ...(flag.char ? [`-${flag.char}`] : [])]
    return spellings.map((spelling): [string, readonly string[]] => [`${spaced(command.id)} ${spelling}`, values])
  })
}
