import {isDeepStrictEqual} from 'node:util'
import {GsecError} from '../errors.js'
import {entryOf, type ListNode, type ManifestNode, type MapNode} from '../manifest/node.js'
import {type ConfigFile, readConfig} from './read-config.js'
import {sourceNode, sourcePlace} from './source.js'

const KEY = 'certFingerprints'

/**
 * The text of a .gsec.yaml with one more key that a cluster may be sealed for, and every other byte as it was.
 * @returns undefined when it is one of them already
 * @throws GsecError CONFIG_INVALID where the text is written so that no line can be added without changing anything else
 */
export function withFingerprint(file: ConfigFile, cluster: string, fingerprint: string): string | undefined {
  const {config, source} = file
  if (config.clusters.get(cluster)?.certFingerprints.includes(fingerprint)) return undefined
  const node = sourceNode(source, ['clusters', cluster])
  const text = node?.kind === 'map' ? spliced(source.text, node, fingerprint) : undefined
  if (text !== undefined && isOnlyChange(file, text, cluster, fingerprint)) return text
  throw new GsecError('CONFIG_INVALID', 'the fingerprint cannot be added here', {
    where: sourcePlace(source, ['clusters', cluster]) ?? source.path,
    hint: `add it yourself: ${KEY}: [${fingerprint}]`,
  })
}

function spliced(text: string, cluster: MapNode, fingerprint: string): string | undefined {
  const list = entryOf(cluster, KEY)?.value
  if (list?.kind === 'list') return intoList(text, list, fingerprint)
  return list ? undefined : intoMap(text, cluster, fingerprint)
}

function intoList(text: string, list: ListNode, fingerprint: string): string | undefined {
  const last = list.items.at(-1)
  const first = list.items[0]
  if (text[list.start] === '[') {
    const value = quotedLike(text, first, fingerprint)
    return last ? insert(text, contentEnd(text, last), `, ${value}`) : insert(text, list.start + 1, value)
  }
  if (!last || !first) return undefined
  const [dash] = /^[ ]*-[ ]+/.exec(text.slice(lineStart(text, last.start))) ?? []
  if (dash === undefined) return undefined
  return insert(text, lineEnd(text, contentEnd(text, last)), `${lineBreak(text)}${dash}${quotedLike(text, first, fingerprint)}`)
}

/** A new entry behind the last one: what stands above an entry is often a comment about it. */
function intoMap(text: string, cluster: MapNode, fingerprint: string): string | undefined {
  const first = cluster.entries[0]
  const last = cluster.entries.at(-1)
  if (!first || !last) return undefined
  const end = contentEnd(text, last.value)
  const entry = text[first.key.start] === '"' ? `"${KEY}": ["${fingerprint}"]` : `${KEY}: [${fingerprint}]`
  if (text[cluster.start] === '{') return insert(text, end, `, ${entry}`)
  const indent = text.slice(lineStart(text, first.key.start), first.key.start)
  return /^ *$/.test(indent) ? insert(text, lineEnd(text, end), `${lineBreak(text)}${indent}${entry}`) : undefined
}

/** With the quotes that the other entries have. */
function quotedLike(text: string, other: ManifestNode | undefined, value: string): string {
  const mark = other && text[other.start]
  return mark === '"' || mark === "'" ? mark + value + mark : value
}

/** Where a node's own text ends. A block's range runs on over blank lines and comments; its last leaf does not. */
function contentEnd(text: string, node: ManifestNode): number {
  const children = node.kind === 'scalar' || /[[{]/.test(text[node.start] ?? '') ? [] : childrenOf(node)
  if (children.length > 0) return Math.max(...children.map(child => contentEnd(text, child)))
  return node.start + text.slice(node.start, node.end).trimEnd().length
}

function childrenOf(node: ListNode | MapNode): readonly ManifestNode[] {
  return node.kind === 'map' ? node.entries.map(({value}) => value) : node.items
}

/** Behind what else stands in the line, such as a comment. */
function lineEnd(text: string, at: number): number {
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(at)) ?? []
  return at + rest.length
}

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
const lineBreak = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n')
const insert = (text: string, at: number, addition: string) => text.slice(0, at) + addition + text.slice(at)

/** Aliases, tags and the like may let a line land elsewhere: so the new text is read and held against what it should say. */
function isOnlyChange({config, source}: ConfigFile, text: string, cluster: string, fingerprint: string): boolean {
  const before = config.clusters.get(cluster)
  if (!before) return false
  const changed = {...before, certFingerprints: [...before.certFingerprints, fingerprint]}
  const wanted = {...config, clusters: new Map([...config.clusters, [cluster, changed]])}
  try {
    return isDeepStrictEqual(readConfig(Buffer.from(text), source.path).config, wanted)
  } catch {
    return false
  }
}
