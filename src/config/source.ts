import type {ManifestNode} from '../manifest/node.js'
import {formatPlace, type LineIndex} from '../position.js'
import {keyText} from './yaml-words.js'

/** The text of a .gsec.yaml with its places. */
export interface ConfigSource {
  /** The path as the user would type it. */
  path: string
  text: string
  lines: LineIndex
  root: ManifestNode
}

/** The node below a path of keys and indexes; undefined where the file says nothing. */
export function sourceNode({root, text}: ConfigSource, path: readonly (string | number)[]): ManifestNode | undefined {
  return path.reduce<ManifestNode | undefined>((node, step) => {
    if (typeof step === 'number') return node?.kind === 'list' ? node.items[step] : undefined
    return node?.kind === 'map' ? node.entries.find(({key}) => keyText(key, text) === step)?.value : undefined
  }, root)
}

/** Where a value stands, as file:line:column; undefined where the file says nothing. */
export function sourcePlace(source: ConfigSource, path: readonly (string | number)[]): string | undefined {
  const node = sourceNode(source, path)
  return node && formatPlace(source.path, source.lines.position(node.start))
}
