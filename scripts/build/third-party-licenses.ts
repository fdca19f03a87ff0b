import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'

const intro = `Generated from the bundles by "npm run docs": do not edit.

gsec contains code of the packages below, each under its own licence.
`

/** Name, version, licence and notices of every package of which esbuild put at least a byte into a bundle. */
export function thirdPartyLicenses(bundles: readonly Metafile[]): string {
  const entries = [...bundledPackages(bundles)].map(describePackage)
  return [intro, ...entries.sort()].join(`\n${'='.repeat(80)}\n\n`)
}

/** Folders of the bundled packages, relative to the working directory as esbuild gives them. */
function bundledPackages(bundles: readonly Metafile[]): Set<string> {
  const folders = new Set<string>()
  for (const {outputs} of bundles) {
    for (const {inputs} of Object.values(outputs)) {
      for (const [file, {bytesInOutput}] of Object.entries(inputs)) {
        const folder = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]
        if (folder && bytesInOutput > 0) folders.add(folder)
      }
    }
  }
  return folders
}

function describePackage(folder: string): string {
  const {name, version, license} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const notices = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
  if (notices.length === 0) throw new Error(`${name} ships no licence text: add one by hand, or do without the package`)
  const texts = notices.sort().map(file => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`
}
