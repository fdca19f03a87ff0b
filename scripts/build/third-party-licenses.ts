import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'

const intro = `Generated from the bundles by "npm run docs": do not edit.

gsec contains code of the packages below, each under its own licence.
`

/** The licence is the same text for everybody, and parts of the clouds' clients ship it once for all of them. */
const apache = path.resolve(import.meta.dirname, '../../node_modules/google-auth-library/LICENSE')

/** Name, version, licence and notices of every package of which esbuild put at least a byte into a bundle. */
export function thirdPartyLicenses(bundles: readonly Metafile[]): string {
  const byText = new Map<string, string[]>()
  for (const {title, text} of [...bundledPackages(bundles)].map(describePackage)) byText.set(text, [...(byText.get(text) ?? []), title])
  const entries = [...byText].map(([text, titles]) => `${titles.sort().join('\n')}\n\n${text}\n`)
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

function describePackage(folder: string): {title: string; text: string} {
  const {name, version, license} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const own = [...noticesIn(folder), ...fromReadme(folder)]
  const texts = own.length === 0 && license === 'Apache-2.0' ? [textOf(apache)] : own
  if (texts.length === 0) throw new Error(`${name} ships no licence text: add one by hand, or do without the package`)
  return {title: `${name} ${version} (${license})`, text: texts.join('\n\n')}
}

function noticesIn(folder: string): string[] {
  const notices = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
  return notices.sort().map(file => textOf(path.join(folder, file)))
}

/** Some have their licence at the end of the README alone. */
function fromReadme(folder: string): string[] {
  if (noticesIn(folder).length > 0 || !existsSync(path.join(folder, 'README.md'))) return []
  const [, text] =
    /\nlicense\s*\n[-=]+\s*\n([\s\S]*Permission is hereby granted[\s\S]*)$/i.exec(textOf(path.join(folder, 'README.md'))) ?? []
  return text === undefined ? [] : [text.trim()]
}

const textOf = (file: string) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()
