import type {ManifestNode} from '../../manifest/node.js'
import {textAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'

// Placeholders of argocd-vault-plugin: <path:PATH#KEY[#VERSION]>, and <KEY> where the annotation avp.kubernetes.io/path names
// the path. https://argocd-vault-plugin.readthedocs.io/en/stable/howitworks/

export const PATH_ANNOTATION = 'avp.kubernetes.io/path'
export const VERSION_ANNOTATION = 'avp.kubernetes.io/secret-version'
export const ANNOTATION_PREFIX = 'avp.kubernetes.io/'

/** One placeholder of a text. */
export interface Placeholder {
  path: string
  key: string
  version: string | undefined
  /** What is done to the value, in order: "base64encode", "jsonPath {.a}". */
  modifiers: readonly string[]
}

/** A text taken apart: what stands there, and what is filled in. */
export type TextPart = string | Placeholder

/** Where <KEY> is looked for; undefined where only <path:…> is a placeholder. */
export interface DefaultPath {
  path: string
  version: string | undefined
}

export function defaultPathOf({node}: Pick<ManifestObject, 'node'>): DefaultPath | undefined {
  const path = textAt(node, 'metadata', 'annotations', PATH_ANNOTATION)
  return path === undefined ? undefined : {path, version: textAt(node, 'metadata', 'annotations', VERSION_ANNOTATION)}
}

const ANY = /<([^<>\n]*)>/g
const WITH_PATH = /<(path:[^#<>\n]+#[^#<>\n]+(?:#[^#<>\n]+)?)>/g
const INLINE = /^path:([^#]+)#([^#]+)(?:#(.+))?$/

/** The parts of a text, in order; one text where it holds no placeholder. */
export function splitText(text: string, defaultPath: DefaultPath | undefined): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(defaultPath ? ANY : WITH_PATH)) {
    if (match.index > at) parts.push(text.slice(at, match.index))
    parts.push(placeholderOf(match[1] ?? '', defaultPath))
    at = match.index + match[0].length
  }
  if (at < text.length || parts.length === 0) parts.push(text.slice(at))
  return parts
}

function placeholderOf(inner: string, defaultPath: DefaultPath | undefined): Placeholder {
  const [head = '', ...modifiers] = inner.split('|').map(part => part.trim())
  const [, path, key = '', version] = INLINE.exec(head) ?? []
  return path === undefined
    ? {path: defaultPath?.path ?? '', key: head, version: defaultPath?.version, modifiers}
    : {path: path.trim(), key: key.trim(), version: version?.trim(), modifiers}
}

const isHit = (text: string, defaultPath: DefaultPath | undefined) =>
  text.includes('<') && splitText(text, defaultPath).some(part => typeof part !== 'string')

/** A value of `data` may be the base64 of a text with placeholders: kustomize's generators make such ones. */
export function decodedText(text: string, defaultPath: DefaultPath | undefined): string | undefined {
  if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const decoded = Buffer.from(text, 'base64').toString('utf8')
  return isHit(decoded, defaultPath) ? decoded : undefined
}

/** True for an object that argocd-vault-plugin would fill in; one that tells it to keep off is none. */
export function holdsPlaceholders(object: Pick<ManifestObject, 'node' | 'kind'>): boolean {
  if (textAt(object.node, 'metadata', 'annotations', `${ANNOTATION_PREFIX}ignore`) === 'true') return false
  return findPlaceholder(object.node, defaultPathOf(object), object.kind === 'Secret') !== undefined
}

/** The first scalar below a node that holds a placeholder. */
export function findPlaceholder(node: ManifestNode, defaultPath: DefaultPath | undefined, isSecret: boolean): ManifestNode | undefined {
  const pending: ManifestNode[] = [node]
  const seen = new Set<object>()
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === 'scalar') {
      if (typeof next.value === 'string' && (isHit(next.value, defaultPath) || (isSecret && decodedText(next.value, defaultPath))))
        return next
      continue
    }
    const inner = next.kind === 'map' ? next.entries : next.items
    if (seen.has(inner)) continue
    seen.add(inner)
    const below = next.kind === 'map' ? next.entries.map(({value}) => value) : next.items
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index] as ManifestNode)
  }
  return undefined
}
