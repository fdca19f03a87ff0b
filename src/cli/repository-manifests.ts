import {existsSync} from 'node:fs'
import path from 'node:path'
import {findConfig} from '../config/find-config.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {isFolder, walkFolder} from '../files/walk-folder.js'
import {isManifestName, readManifestSources} from './manifest-sources.js'

/** No manifest that people write is larger. */
const MAX_BYTES = 1024 * 1024
/** Files and folders looked at: a repository of manifests has fewer, and a home folder under git is not walked for minutes. */
const MAX_ENTRIES = 50_000

/**
 * The manifests of the git repositories that hold these paths; nothing for what lies in none. What cannot be read is
 * passed over: it is only looked at for what the named files leave open.
 * @param paths files, folders, and - for the working directory
 */
export function* repositoryManifests(paths: readonly string[]): Generator<{path: string; bytes: Buffer; isNamed: false}> {
  const roots = new Set(paths.flatMap(file => rootOf(file) ?? []))
  for (const root of roots) {
    for (const file of manifestsBelow(root)) {
      const shown = path.relative(process.cwd(), path.join(root, file))
      const bytes = contentOf(shown)
      if (bytes) yield {path: withSlashes(shown), bytes, isNamed: false}
    }
  }
}

/** The manifests that the user names, each once, also where it is named and lies below a named folder; paths as reports show them. */
export function* shownManifests(words: readonly string[]): Generator<{path: string; bytes: Buffer; isNamed: boolean}> {
  const seen = new Set<string>()
  for (const {path: file, bytes, isNamed} of readManifestSources(words)) {
    const shown = withSlashes(file)
    if (!seen.has(shown)) yield {path: shown, bytes, isNamed}
    seen.add(shown)
  }
}

/** A path as reports show it on every system. */
export const withSlashes = (file: string) => file.split(path.sep).join('/')

function rootOf(file: string): string | undefined {
  const place = path.resolve(file === '-' ? '.' : file)
  return findConfig(isFolder(place) ? place : path.dirname(place), existsSync).gitRoot
}

function manifestsBelow(root: string): string[] {
  try {
    return walkFolder(root, isManifestName, MAX_ENTRIES)
  } catch (error) {
    if (error instanceof GsecError) return []
    throw error
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFile(file, MAX_BYTES)
  } catch (error) {
    if (error instanceof GsecError) return undefined
    throw error
  }
}
