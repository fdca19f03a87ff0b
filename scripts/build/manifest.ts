import {type Interfaces, Plugin, settings} from '@oclif/core'

// oclif would look for a compiler of its own to run the sources with.
settings.enableAutoTranspile = false

/** What oclif.manifest.json should hold: every built command below `root`, as `oclif manifest` writes it. */
export async function manifestOf(root: string): Promise<string> {
  return `${JSON.stringify(await readCommands({root}), null, 2)}\n`
}

/** The same of the commands in src/, for a Node that can load TypeScript. */
export function manifestOfSources(root: string, pjson: Interfaces.PJSON): Promise<Interfaces.Manifest> {
  const commands = './src/commands'
  return readCommands({root, isRoot: true, pjson: {...pjson, oclif: {...pjson.oclif, commands}}})
}

async function readCommands(options: Interfaces.PluginOptions): Promise<Interfaces.Manifest> {
  // Defaults that a machine decides stay out (noCacheDefault), and a command that cannot be loaded is an error.
  const plugin = new Plugin({...options, type: 'core', ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true})
  await plugin.load()
  // oclif lists them as the file system answers.
  const commands = Object.entries(plugin.manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1))
  return {...plugin.manifest, commands: Object.fromEntries(commands)}
}
