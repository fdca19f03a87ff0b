import type {Command, Interfaces} from '@oclif/core'
import {PasteableHelp} from '../../src/cli/show-help.js'
import {ManifestConfig} from '../../src/launcher/manifest-config.js'

const notice = '<!-- Generated from the commands by `npm run docs`: do not edit. -->\n'

/** The pages of docs/commands by file name: one for each first word of a command, and README.md, which lists them. */
export function commandDocs(root: string, pjson: Interfaces.PJSON, manifest: Interfaces.Manifest): Map<string, string> {
  const config = new ManifestConfig({root, pjson, manifest, load: () => undefined})
  const commands = config.commands.filter(command => !command.hidden).sort((a, b) => (a.id < b.id ? -1 : 1))
  const byFirstWord = new Map<string, Command.Loadable[]>()
  for (const command of commands) {
    const word = command.id.split(':')[0]!
    byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), command])
  }
  const pages = [...byFirstWord].map(([word, group]) => [`${word}.md`, page(word, group, config)] as const)
  return new Map([['README.md', index(byFirstWord, config)], ...pages])
}

function index(groups: ReadonlyMap<string, readonly Command.Loadable[]>, config: ManifestConfig): string {
  const lines = [...groups].flatMap(([word, commands]) =>
    commands.map(command => `- [\`${nameOf(command, config)}\`](${word}.md#${anchor(command, config)}): ${command.summary}`),
  )
  return `${notice}\n# The commands of ${config.bin}\n\n${lines.join('\n')}\n`
}

function page(word: string, commands: readonly Command.Loadable[], config: ManifestConfig): string {
  const help = new PlainHelp(config, {stripAnsi: true, maxWidth: 100})
  const topic = commands.length > 1 ? config.findTopic(word)?.description : undefined
  const sections = commands.map(
    command => `## \`${nameOf(command, config)}\`\n\n${command.summary}\n\n\`\`\`\n${help.text(command)}\n\`\`\`\n`,
  )
  return [`${notice}\n# ${config.bin} ${word}\n`, ...(topic ? [`${topic}\n`] : []), ...sections].join('\n')
}

const nameOf = (command: Command.Loadable, {bin}: ManifestConfig) => `${bin} ${command.id.replaceAll(':', ' ')}`
const anchor = (command: Command.Loadable, config: ManifestConfig) => nameOf(command, config).replaceAll(' ', '-')

class PlainHelp extends PasteableHelp {
  text(command: Command.Loadable): string {
    return this.formatCommand({...command}).trim() // a copy: oclif writes spaces into its id
  }
}
