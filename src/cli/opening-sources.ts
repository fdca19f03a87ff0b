import path from 'node:path'
import {GsecError} from '../errors.js'
import {type ManifestSource, readManifestSources} from './manifest-sources.js'
import {repositoryTexts} from './repository-texts.js'

/**
 * The inputs of a command that reads SealedSecrets, each file once. Where nothing is named and standard input is no
 * terminal, it is read, unless the key comes that way.
 * @param what is missing when there are none: "verify"
 * @throws GsecError USAGE, FILE_UNREADABLE
 */
export function openingSources(words: readonly string[], keyWords: readonly string[] | undefined, what: string): ManifestSource[] {
  const hasKeyOnStdin = keyWords?.includes('-') === true
  const wanted = words.length > 0 || process.stdin.isTTY || hasKeyOnStdin ? words : ['-']
  if (wanted.length === 0)
    throw new GsecError('USAGE', `there is nothing to ${what}`, {hint: 'name files or folders, or pipe manifests in'})
  if (hasKeyOnStdin && wanted.includes('-')) {
    throw new GsecError('USAGE', 'standard input cannot be the manifest and the key at once', {hint: 'give one of them as a file'})
  }
  const byPath = new Map<string, ManifestSource>()
  for (const source of readManifestSources(wanted)) {
    const id = source.isStdin ? '-' : path.resolve(source.path)
    if (!byPath.has(id)) byPath.set(id, source)
  }
  return [...byPath.values()]
}

/** The texts of the inputs, and of the manifests in the repository around: where names are looked for. */
export function* textsAround(sources: readonly {path: string; bytes: Buffer}[]): Generator<{path: string; text: string}> {
  for (const {path: file, bytes} of sources) yield {path: file.split(path.sep).join('/'), text: bytes.toString('utf8')}
  yield* repositoryTexts()
}
