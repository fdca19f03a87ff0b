import {existsSync, statSync} from 'node:fs'
import path from 'node:path'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {walkFolder} from '../files/walk-folder.js'
import {isManifestName} from './manifest-sources.js'

/** No manifest that people write is larger. */
const MAX_BYTES = 1024 * 1024
const MAX_FILES = 20_000

/**
 * The manifests of the git repository around the working directory, as text; none where there is no repository. What
 * cannot be read is passed over: these are for hints.
 */
export function* repositoryTexts(workingDirectory = process.cwd()): Generator<{path: string; text: string}> {
  const root = repositoryRoot(workingDirectory)
  if (root === undefined) return
  for (const file of manifestsBelow(root)) {
    const text = textOf(path.join(root, file))
    if (text !== undefined) yield {path: file.split(path.sep).join('/'), text}
  }
}

function repositoryRoot(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder
  return folder === path.dirname(folder) ? undefined : repositoryRoot(path.dirname(folder))
}

function manifestsBelow(root: string): string[] {
  try {
    return walkFolder(root, isManifestName).slice(0, MAX_FILES)
  } catch (error) {
    if (error instanceof GsecError) return []
    throw error
  }
}

function textOf(file: string): string | undefined {
  if ((statSync(file, {throwIfNoEntry: false})?.size ?? 0) > MAX_BYTES) return undefined
  try {
    return readFile(file, MAX_BYTES).toString('utf8')
  } catch (error) {
    if (error instanceof GsecError) return undefined
    throw error
  }
}
