import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import {GsecError} from '../errors.js'
import {formatPlace, LineIndex} from '../position.js'
import type {ListNode, ManifestNode, MapEntry, MapNode, ScalarNode} from './node.js'
import {floatKeyText, plainScalar} from './scalar-value.js'
import {yamlFault} from './yaml-fault.js'

/** One document of a YAML stream; `root` is undefined where there is nothing but comments. */
export interface YamlDocument {
  root: ManifestNode | undefined
}

const TAG = 'tag:yaml.org,2002:'
/** More entries than any manifest merges; a few lines with aliases would make billions. */
const MAX_MERGED = 100_000
const BINARY = /^[A-Za-z0-9+/\s]*={0,2}\s*$/

/**
 * Reads every document of a YAML stream as go-yaml would, with places.
 * @param lines of the whole file, when `text` is a part of it that begins at `offset`
 * @throws GsecError MANIFEST_INVALID with file:line:column; the message never quotes the text
 */
export function readYaml(text: string, path: string, lines = new LineIndex(text), offset = 0): YamlDocument[] {
  // failsafe: every scalar stays text, since the rules of Kubernetes are none of the package's own schemas
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    resolveKnownTags: false,
  })
  if ('empty' in documents) return []
  return documents.map(document => new DocumentReader(document as Document.Parsed, path, lines, offset).read())
}

class DocumentReader {
  readonly #document: Document.Parsed
  readonly #path: string
  readonly #lines: LineIndex
  readonly #offset: number
  /** Anchored nodes by name, in the order of the text: an alias means the latest of its name. */
  readonly #anchors = new Map<string, ManifestNode | 'unfinished'>()
  #merged = 0

  constructor(document: Document.Parsed, path: string, lines: LineIndex, offset: number) {
    this.#offset = offset
    this.#document = document
    this.#path = path
    this.#lines = lines
  }

  read(): YamlDocument {
    const [error] = this.#document.errors
    if (error) throw this.#invalid(yamlFault(error.code), error.pos[0] + this.#offset)
    const {contents} = this.#document
    return {root: contents ? this.#node(contents) : undefined}
  }

  #node(node: Node): ManifestNode {
    const {start, end} = this.#range(node)
    if (isAlias(node)) return {...this.#alias(node.source, start), start, end}
    const anchor = (node as ParsedNode & {anchor?: string}).anchor
    if (anchor) this.#anchors.set(anchor, 'unfinished')
    const read = isMap(node) ? this.#map(node, start, end) : isSeq(node) ? this.#list(node, start, end) : this.#scalar(node as Scalar)
    if (anchor) this.#anchors.set(anchor, read)
    return read
  }

  #range(node: Node): {start: number; end: number} {
    const [start = 0, end = start] = node.range ?? []
    return {start: start + this.#offset, end: end + this.#offset}
  }

  #alias(name: string, start: number): ManifestNode {
    const target = this.#anchors.get(name)
    if (target === undefined) throw this.#invalid('an alias has no anchor before it', start)
    if (target === 'unfinished') throw this.#invalid('an alias stands inside its own anchor', start)
    return target
  }

  #list(list: YAMLSeq, start: number, end: number): ListNode {
    // a pair in a flow list, [a: b], is a map of one entry
    const items = (list.items as Node[]).map(item => (isPair(item) ? this.#pairs([item], start, end) : this.#node(item)))
    return {kind: 'list', items, start, end: list.flow ? end : (items.at(-1)?.end ?? end)}
  }

  #map(map: YAMLMap, start: number, end: number): MapNode {
    return this.#pairs(map.items, start, end, map.flow === true)
  }

  #pairs(pairs: YAMLMap['items'], start: number, end: number, isFlow = true): MapNode {
    const entries: MapEntry[] = []
    const merges: MapEntry[] = []
    for (const pair of pairs) {
      const key = this.#key(pair.key as Node | null, start)
      const value = pair.value ? this.#node(pair.value as Node) : nullAt(key.end)
      if (isMergeKey(pair.key)) merges.push({key, value})
      else entries.push({key, value})
    }
    const inherited = merges.length > 0 ? this.#inherited(merges, new Set(entries.map(({key}) => key.text))) : []
    // the library's range of a block runs on over blank lines and comments
    const lastEnd = isFlow ? end : (entries.at(-1)?.value.end ?? end)
    return {kind: 'map', entries: [...inherited, ...entries], start, end: lastEnd}
  }

  /** An entry of the map itself wins over a merged one, and an earlier merge over a later one. */
  #inherited(merges: readonly MapEntry[], taken: Set<string>): MapEntry[] {
    const inherited: MapEntry[] = []
    for (const {key, value} of merges) {
      for (const source of value.kind === 'list' ? value.items : [value]) {
        if (source.kind !== 'map') throw this.#invalid('a merge key (<<) wants a map or a list of maps', key.start)
        this.#merged += source.entries.length
        if (this.#merged > MAX_MERGED) throw this.#invalid('merge keys multiply this document beyond any use', key.start)
        for (const entry of source.entries) {
          if (taken.has(entry.key.text)) continue
          taken.add(entry.key.text)
          inherited.push(entry)
        }
      }
    }
    return inherited
  }

  #key(node: Node | null, start: number): ScalarNode {
    const key = node ? this.#node(node) : nullAt(start)
    if (key.kind !== 'scalar') throw this.#invalid('a key must be text, not a map or a list', key.start)
    if (key.value === null) throw this.#invalid('a key must be text, not null', key.start)
    return typeof key.value === 'number' ? {...key, text: floatKeyText(key.text)} : key
  }

  #scalar(node: Scalar): ScalarNode {
    const {start, end} = this.#range(node)
    const source = String(node.value ?? '')
    const tag = node.tag?.startsWith(TAG) ? node.tag.slice(TAG.length) : undefined
    if (tag === 'binary') return {kind: 'scalar', ...this.#binary(source, start), start, end}
    const isText = tag === 'str' || node.tag === '!' || (tag === undefined && node.type !== 'PLAIN')
    return {kind: 'scalar', ...(isText ? {value: source, text: source} : plainScalar(source)), start, end}
  }

  /** go-yaml hands on the decoded bytes as text. */
  #binary(source: string, start: number): {value: string; text: string} {
    if (!BINARY.test(source)) throw this.#invalid('a !!binary value is not base64', start)
    const text = Buffer.from(source, 'base64').toString('utf8')
    return {value: text, text}
  }

  #invalid(message: string, offset: number): GsecError {
    return new GsecError('MANIFEST_INVALID', message, {where: formatPlace(this.#path, this.#lines.position(offset))})
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN'
}

/** A key without a value: its place is the one after the key. */
function nullAt(offset: number): ScalarNode {
  return {kind: 'scalar', value: null, text: 'null', start: offset, end: offset}
}
