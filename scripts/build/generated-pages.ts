import {readFileSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'
import {commandDocs} from './command-docs.js'
import {rulesPage} from './rules-page.js'
import {thirdPartyLicenses} from './third-party-licenses.js'

/** What docs/commands/, docs/rules.md and THIRD_PARTY_LICENSES should hold, by path below `root`; the commands come from oclif.manifest.json. */
export function generatedPages(root: string, bundles: readonly Metafile[]): Map<string, string> {
  const json = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const docs = commandDocs(root, json('package.json'), json('oclif.manifest.json'))
  return new Map([
    ['THIRD_PARTY_LICENSES', thirdPartyLicenses(bundles)],
    ['docs/rules.md', rulesPage()],
    ...[...docs].map(([page, text]) => [`docs/commands/${page}`, text] as const),
  ])
}
