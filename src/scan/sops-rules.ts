import path from 'node:path'
import {safePattern} from './safe-pattern.js'
import {Text} from './text.js'
import {child, itemsOf, textAt} from './walk/node.js'
import {walkYaml} from './walk/yaml.js'

/** The creation rules of one `.sops.yaml`. */
export interface SopsRules {
  /** The folder it stands in, with slashes; empty for the top. */
  folder: string
  /** `path_regex` of each rule in order; one without is for every path. */
  pathPatterns: readonly (string | undefined)[]
}

/** @param file path of the `.sops.yaml`, with slashes */
export function readSopsRules(file: string, bytes: Buffer): SopsRules {
  const text = Text.ofFile(bytes)
  const root = walkYaml(text, {start: 0, end: text.content.length})
  const folder = path.posix.dirname(file)
  return {
    folder: folder === '.' ? '' : folder,
    pathPatterns: itemsOf(child(root, 'creation_rules')).map(rule => textAt(rule, 'path_regex')),
  }
}

/**
 * True when sops would encrypt a file of this path: the nearest `.sops.yaml` above has a rule whose path_regex names it. A rule
 * for every path says nothing of a single file.
 * https://getsops.io/docs/#using-sops-yaml-conf-to-select-kms-pgp-and-age-for-new-files
 */
export function isForSops(file: string, all: readonly SopsRules[]): boolean {
  const above = all.filter(({folder}) => folder === '' || file.startsWith(`${folder}/`))
  const nearest = above.sort((a, b) => b.folder.length - a.folder.length)[0]
  if (!nearest) return false
  const relative = nearest.folder === '' ? file : file.slice(nearest.folder.length + 1)
  return nearest.pathPatterns.some(
    pattern => pattern !== undefined && isNarrow(pattern) && safePattern(pattern)?.test(relative.slice(0, 512)),
  )
}

/** `.*` and `\.ya?ml$` are for every file there is: most of them are edited by sops and hold no secret before. */
function isNarrow(pattern: string): boolean {
  return /[a-z]{3,}/i.test(pattern.replace(/\\?\.?\(?ya\??\)?ml|\\?\.?(?:json|env|ini)/gi, ''))
}
