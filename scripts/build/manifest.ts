import {type Interfaces, Plugin} from '@oclif/core'

/** What oclif.manifest.json should hold: every built command below `root`, as `oclif manifest` writes it. */
export async function manifestOf(root: string): Promise<string> {
  // Defaults that a machine decides stay out (noCacheDefault), and a command that cannot be loaded is an error.
  const plugin = new Plugin({root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true})
  await plugin.load()
  const manifest: Interfaces.Manifest = plugin.manifest
  return `${JSON.stringify(manifest, null, 2)}\n`
}
