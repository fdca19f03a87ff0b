import {GsecError} from '../errors.js'
import {emitJson} from '../manifest/emit-json.js'
import {emitYaml} from '../manifest/emit-yaml.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import {replaceObjects} from '../manifest/replace-objects.js'
import type {PlainValue} from '../manifest/value.js'
import type {SealedOne} from './seal-manifests.js'

export type OutputFormat = 'yaml' | 'json'

/** A file to be written. */
export interface SealedFile {
  path: string
  text: string
  sealed: readonly SealedOne[]
}

/** SealedSecrets one after the other as kubeseal prints them: every YAML document begins with `---`, JSON objects follow each other. */
export function renderSealed(values: readonly PlainValue[], format: OutputFormat): string {
  return values.map(value => (format === 'json' ? emitJson(value) : `---\n${emitYaml(value)}`)).join('')
}

/** The files that held the Secrets, with the SealedSecrets in their place. `pathFor` says where the text goes. */
export function sealedInPlace(sealed: readonly SealedOne[], pathFor: (file: ManifestFile) => string): SealedFile[] {
  const byFile = new Map<ManifestFile, SealedOne[]>()
  for (const one of sealed) {
    const file = one.found?.object.document.file
    if (file) byFile.set(file, [...(byFile.get(file) ?? []), one])
  }
  const files = [...byFile].map(([file, ones]) => ({
    path: pathFor(file),
    text: replaceObjects(file, ones.flatMap(replacementOf)),
    sealed: ones,
  }))
  refuseSharedPaths(files)
  return files
}

function replacementOf({found, sealed}: SealedOne) {
  return found ? [{object: found.object, value: sealed}] : []
}

/** Each SealedSecret goes to the path that `pathFor` gives it; those that share a path are documents of one file. */
export function sealedByPath(sealed: readonly SealedOne[], pathFor: (one: SealedOne) => string): SealedFile[] {
  const byPath = new Map<string, SealedOne[]>()
  for (const one of sealed) {
    const path = pathFor(one)
    byPath.set(path, [...(byPath.get(path) ?? []), one])
  }
  return [...byPath].map(([path, ones]) => ({
    path,
    text: renderSealed(
      ones.map(one => one.sealed),
      formatOf(path),
    ),
    sealed: ones,
  }))
}

/** The format that a file's name asks for. */
export function formatOf(path: string): OutputFormat {
  return /\.json$/i.test(path) ? 'json' : 'yaml'
}

function refuseSharedPaths(files: readonly SealedFile[]): void {
  const seen = new Set<string>()
  for (const {path} of files) {
    if (seen.has(path))
      throw new GsecError('USAGE', 'two inputs would be written to this file', {
        where: path,
        hint: 'seal them in two runs, or name their folder',
      })
    seen.add(path)
  }
}
