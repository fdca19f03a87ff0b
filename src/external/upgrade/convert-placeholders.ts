import {removeEntry} from '../../manifest/edit/edit-map.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {contentEnd, isFlow, ownEntries} from '../../manifest/edit/map-layout.js'
import {replaceScalar} from '../../manifest/edit/scalar-text.js'
import {columnOf, lineBreakNear, lineStart, nextLine, type TextEdit} from '../../manifest/edit/text-edit.js'
import {isNull, type MapEntry, type MapNode} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {StoreChoice} from './choose-store.js'
import type {Conversion} from './conversion.js'
import {planSecret} from './placeholder-plan.js'
import {fitsPaths} from './placeholder-reference.js'
import {ANNOTATION_PREFIX, type DefaultPath, defaultPathOf, findPlaceholder, PATH_ANNOTATION, VERSION_ANNOTATION} from './placeholders.js'
import {ownEntry, ownMap} from './reshape.js'
import {readValue, type SecretValue} from './secret-values.js'
import {externalSecretLines, type Pair} from './write-external-secret.js'

/**
 * A Secret whose values argocd-vault-plugin fills in while Argo CD renders, as the ExternalSecret that makes the same Secret in
 * the cluster. Name, labels and comments stay; `type`, `data` and `stringData` become `spec`.
 * @throws EditRefused for other kinds, and for what ESO cannot do
 */
export function convertPlaceholders(object: ManifestObject, choice: StoreChoice): Conversion {
  const {document, node, kind, apiVersion, isListItem} = object
  const {text} = document.file
  const defaultPath = defaultPathOf(object)
  if (kind !== 'Secret' || apiVersion !== 'v1') {
    const at = findPlaceholder(node, defaultPath, false) ?? node
    throw new EditRefused(`a placeholder in a ${kind ?? 'document'}: ESO fills Secrets alone, so take the value from one`, at)
  }
  if (isFlow(text, node) || isListItem) throw new EditRefused('write the Secret as a document of its own, not in braces or a List', node)
  refuseOthers(text, node, defaultPath)
  const values = valuesOf(text, node, defaultPath)
  const placeholders = values.flatMap(({parts}) => parts.filter(part => typeof part === 'object'))
  if (placeholders.length === 0) throw new EditRefused(`${PATH_ANNOTATION} is there, but no placeholder`, node)
  const store = choice.choose(object, known => fitsPaths(known, placeholders), 'that these paths can belong to')
  const plan = planSecret(values, store)
  const plain = values.filter(({parts}) => parts.every(part => typeof part === 'string'))
  const unknown = store.provider ? [] : [`${store.kind} ${store.name} is nowhere to be seen: the paths are read as those of Vault and AWS`]
  const step = (now: ManifestObject): TextEdit[] =>
    edits(now, lines => externalSecretLines({...lines, store, plan, head: headOf(text, node)}))
  return {
    steps: [step],
    notes: [...unknown, ...plain.map(({key}) => `${key} holds a plain value, which stands in the template now`)],
  }
}

/** Annotations that tell the plugin something which ESO cannot be told, and fields that an ExternalSecret has no place for. */
function refuseOthers(text: string, node: MapNode, defaultPath: DefaultPath | undefined): void {
  const metadata = ownMap(text, node, 'metadata')
  const astray = metadata && findPlaceholder(metadata, defaultPath, false)
  if (astray) throw new EditRefused('a placeholder outside of data and stringData has no counterpart in ESO', astray)
  const annotations = metadata && ownMap(text, metadata, 'annotations')
  const missing = annotations && ownEntry(text, annotations, `${ANNOTATION_PREFIX}remove-missing`)
  if (missing) throw new EditRefused('remove-missing has no counterpart in ESO: a key that is missing is an error there', missing.key)
  const known = ['apiVersion', 'kind', 'metadata', 'type', 'data', 'stringData', 'immutable']
  const strange = ownEntries(node).find(({key}) => !known.includes(key.text))
  if (strange) throw new EditRefused('a Secret has no such field', strange.key)
}

/** stringData wins over data, as in a Secret. */
function valuesOf(text: string, node: MapNode, defaultPath: DefaultPath | undefined): SecretValue[] {
  const values = new Map<string, SecretValue>()
  for (const field of ['data', 'stringData']) {
    const entry = ownEntry(text, node, field)
    if (!entry || isNull(entry.value)) continue
    const map = ownMap(text, node, field)
    if (map && isFlow(text, map) && map.entries.length > 0) throw new EditRefused(`${field} is written in braces`, map)
    for (const one of map ? ownEntries(map) : []) values.set(one.key.text, readValue(one, field === 'data', defaultPath))
  }
  return [...values.values()]
}

/** What the template has to say of the Secret itself. */
function headOf(text: string, node: MapNode) {
  const type = ownEntry(text, node, 'type')
  const immutable = ownEntry(text, node, 'immutable')
  const metadata = ownMap(text, node, 'metadata')
  return {
    type: type?.value.kind === 'scalar' && type.value.text !== 'Opaque' ? restOfLine(text, type) : undefined,
    immutable: immutable?.value.kind === 'scalar' && immutable.value.value === true ? restOfLine(text, immutable) : undefined,
    labels: pairsOf(text, metadata, 'labels'),
    annotations: pairsOf(text, metadata, 'annotations'),
  }
}

/** A value as it is written, with the comment behind it. */
const restOfLine = (text: string, {value}: MapEntry) => text.slice(value.start, nextLine(text, value.end)).trimEnd()

// ESO gives the Secret its own labels and annotations where there is no template, and those of the template where there is one.
function pairsOf(text: string, metadata: MapNode | undefined, field: string): Pair[] {
  const map = metadata && ownEntry(text, metadata, field) && ownMap(text, metadata, field)
  const isKept = ({key}: MapEntry) => !/^(?:avp\.kubernetes|argocd\.argoproj|kubectl\.kubernetes)\.io\//.test(key.text)
  return (map ? ownEntries(map) : [])
    .filter(isKept)
    .map(({key, value}) => ({key: key.text, value: value.kind === 'scalar' ? value.text : ''}))
}

interface Lines {
  unit: number
  lineBreak: string
  /** Comment lines above an entry and the one behind it, as they stand there. */
  above: (value: SecretValue) => readonly string[]
  behind: (value: SecretValue) => string
}

function edits(object: ManifestObject, write: (lines: Lines) => string): TextEdit[] {
  const {document, node} = object
  const {text} = document.file
  const spec = write({
    unit: 2,
    lineBreak: lineBreakNear(text, node.start),
    above: ({entry}) => commentsAbove(text, entry),
    behind: ({entry}) => commentBehind(text, entry),
  })
  const named = (name: string) => ownEntry(text, node, name)
  const blocks = ['data', 'stringData'].flatMap(name => named(name) ?? []).sort((a, b) => a.key.start - b.key.start)
  const rests = ['type', 'immutable'].flatMap(name => named(name) ?? [])
  return [
    ...words(text, node),
    ...annotationEdits(text, node),
    ...rests.map(entry => lineOf(text, entry, droppedComment(text, entry))),
    ...blocks.map((entry, index) => lineOf(text, entry, index === 0 ? spec : '')),
  ]
}

function words(text: string, node: MapNode): TextEdit[] {
  return Object.entries({apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret'}).flatMap(([name, word]) => {
    const value = ownEntry(text, node, name)?.value
    return value?.kind === 'scalar' ? [replaceScalar(text, value, word, false)] : []
  })
}

function annotationEdits(text: string, node: MapNode): TextEdit[] {
  const annotations = ownMap(text, node, 'metadata', 'annotations')
  const own = annotations ? ownEntries(annotations) : []
  const ofPlugin = own.filter(({key}) => [PATH_ANNOTATION, VERSION_ANNOTATION].includes(key.text) || key.text.startsWith(ANNOTATION_PREFIX))
  if (ofPlugin.length > 0 && ofPlugin.length === own.length) return removeEntry({text, object: node, path: ['metadata']}, 'annotations')
  return ofPlugin.flatMap(({key}) => removeEntry({text, object: node, path: ['metadata', 'annotations']}, key.text))
}

/** Writes something in the place of an entry's lines; a comment behind the key of a map stays, on a line of its own. */
function lineOf(text: string, entry: MapEntry, instead: string): TextEdit {
  const start = lineStart(text, entry.key.start)
  if (columnOf(text, entry.key.start) !== 0) throw new EditRefused(`${entry.key.text} does not begin its line`, entry.key)
  const last = entry.value.kind === 'map' ? contentEnd(text, entry.value) : entry.value.end
  const end = last > 0 && text[last - 1] === '\n' ? last : nextLine(text, last)
  const kept = entry.value.kind === 'map' ? commentOf(text.slice(entry.key.end, nextLine(text, entry.key.end))) : ''
  return {start, end, text: (kept === '' ? '' : kept + lineBreakNear(text, start)) + instead}
}

/** What stood behind a value that an ExternalSecret need not say. */
function droppedComment(text: string, entry: MapEntry): string {
  const isDropped = entry.value.kind === 'scalar' && (entry.value.text === 'Opaque' || entry.value.value === false)
  const comment = isDropped ? commentBehind(text, entry) : ''
  return comment === '' ? '' : comment + lineBreakNear(text, entry.key.start)
}

const commentOf = (rest: string) => /(?:^|[\s:])(#.*)/.exec(rest)?.[1]?.trimEnd() ?? ''

function commentBehind(text: string, {value}: MapEntry): string {
  if (text[value.start] === '|' || text[value.start] === '>') return commentOf(text.slice(value.start, nextLine(text, value.start)))
  return commentOf(text.slice(value.end, nextLine(text, value.end)))
}

/** Comment lines directly above an entry, without their indentation. */
function commentsAbove(text: string, {key}: MapEntry): string[] {
  const lines: string[] = []
  for (let at = lineStart(text, key.start); at > 0; at = lineStart(text, at - 1)) {
    const line = text.slice(lineStart(text, at - 1), at).trim()
    if (!line.startsWith('#')) break
    lines.unshift(line)
  }
  return lines
}
