import path from 'node:path'
import {FileReader} from '../files/tree-files.js'
import {readObjects} from '../git/read-objects.js'
import {repositoryRoot} from '../git/repository-root.js'
import {foldersAbove} from './scan-changes.js'
import {readSopsRules, type SopsRules} from './sops-rules.js'
import type {TreeFile} from './tree.js'

const NAME = '.sops.yaml'
const LARGEST = 1_000_000

/** What the `.sops.yaml` files say: those among the listed files, and those above the paths that the user named. */
export function sopsRulesOfTree(files: readonly TreeFile[], named: readonly string[]): SopsRules[] {
  const reader = new FileReader()
  const listed = files.filter(({path: file}) => path.posix.basename(file) === NAME).map(({location, path: file}) => ({location, file}))
  const found = new Map([...named.flatMap(filesAbove), ...listed].map(one => [one.file, one]))
  return [...found.values()].flatMap(({location, file}) => {
    const bytes = reader.read(location, 0)
    return typeof bytes === 'string' || bytes.length > LARGEST ? [] : [readSopsRules(file, bytes)]
  })
}

function filesAbove(named: string): {location: string; file: string}[] {
  const root = repositoryRoot(named) ?? path.resolve('.')
  const relative = path.relative(root, path.resolve(named)).split(path.sep).join('/')
  if (relative.startsWith('..') || path.isAbsolute(relative)) return []
  return foldersAbove([path.posix.join(relative, 'x')]).map(folder => ({location: path.join(root, folder, NAME), file: folder + NAME}))
}

/**
 * The same for files of commits or of the index.
 * @param trees stand before a path, `:` or `<commit>:`; the first one that has a file is believed
 */
export async function sopsRulesOfChanges(folder: string, trees: readonly string[], files: readonly string[]): Promise<SopsRules[]> {
  const wanted = foldersAbove(files).flatMap(above => trees.map(tree => ({file: above + NAME, name: tree + above + NAME})))
  const found = new Map<string, SopsRules>()
  let index = 0
  for await (const {content} of readObjects(
    folder,
    wanted.map(({name}) => name),
    LARGEST,
  )) {
    const file = wanted[index++]?.file ?? ''
    if (typeof content !== 'string' && !found.has(file)) found.set(file, readSopsRules(file, content))
  }
  return [...found.values()]
}
