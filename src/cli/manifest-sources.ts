import path from 'node:path'
import {readFile, readStdin} from '../files/read-file.js'
import {isFolder, walkFolder} from '../files/walk-folder.js'

/** One input of a command that reads manifests. */
export interface ManifestSource {
  /** As the user would write it, for messages; "standard input" for `-`. */
  path: string
  /** Below the folder that the user named, or the file's own name: where it goes below --output-dir. */
  relativePath: string
  bytes: Buffer
  isStdin: boolean
  /** The user named this very file, not a folder around it. */
  isNamed: boolean
}

export const STDIN_PATH = 'standard input'

/** Reads files, folders (recursively, .yaml, .yml and .json) and `-`, in the order given; each stdin once. */
export function* readManifestSources(words: readonly string[]): Generator<ManifestSource> {
  for (const word of words) {
    if (word === '-') yield {path: STDIN_PATH, relativePath: '', bytes: readStdin(), isStdin: true, isNamed: true}
    else if (isFolder(word)) yield* filesBelow(word)
    else yield {path: word, relativePath: path.basename(word), bytes: readFile(word), isStdin: false, isNamed: true}
  }
}

function* filesBelow(folder: string): Generator<ManifestSource> {
  for (const relativePath of walkFolder(folder, isManifestName)) {
    const file = path.join(folder, relativePath)
    yield {path: file, relativePath, bytes: readFile(file), isStdin: false, isNamed: false}
  }
}

export const isManifestName = (name: string) => /\.(ya?ml|json)$/i.test(name)
