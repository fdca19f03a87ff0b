import {removeEntry, setEntry} from '../../manifest/edit/edit-map.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {isAlias, isFlow, ownEntries} from '../../manifest/edit/map-layout.js'
import {quoteOf, scalarText} from '../../manifest/edit/scalar-text.js'
import {columnOf, lineBreakNear, type TextEdit} from '../../manifest/edit/text-edit.js'
import type {ManifestNode, MapEntry, MapNode, ScalarNode} from '../../manifest/node.js'
import {splitGcpName} from '../../providers/gcp-name.js'
import {valueAt} from '../../providers/scope.js'
import type {ChosenStore} from './choose-store.js'
import type {KesBackend} from './kes-backends.js'
import {ownEntry, ownItems, renameKey, wrapEntries, wrapOthers} from './reshape.js'

// The lists of Kubernetes External Secrets: data (once `properties`), dataFrom, and dataFromWithOptions.

const NEW_NAMES: Readonly<Record<string, string>> = {properties: 'data', dataFromWithOptions: 'dataFrom'}

/** Changes within a list and its name. */
export function listEdits(text: string, spec: MapNode, entry: MapEntry, edits: (item: MapNode) => TextEdit[]): TextEdit[] {
  const {text: name} = entry.key
  const newName = NEW_NAMES[name]
  if (newName !== undefined && ownEntry(text, spec, newName))
    throw new EditRefused(`${name} and ${newName} are one list in ESO: join them`, entry.key)
  return [
    ...(newName === undefined ? [] : [renameKey(text, spec, entry, newName)]),
    ...ownItems(text, spec, name).flatMap(item => (item.kind === 'map' ? edits(item) : [])),
  ]
}

/** The fields of an entry under their new names; they move in the next step. */
export function entryEdits(text: string, item: MapNode, backend: KesBackend, store: ChosenStore): TextEdit[] {
  const key = ownEntry(text, item, 'key')
  if (ownEntry(text, item, 'path')) throw new EditRefused('path fetches all parameters below it: write dataFrom with find instead', item)
  if (key?.value.kind !== 'scalar') throw new EditRefused('an entry has no key', item)
  const versions = ['version', 'versionStage', 'versionId'].flatMap(name => ownEntry(text, item, name) ?? [])
  if (versions.length > 1) throw new EditRefused('an entry has several versions', item)
  return ownEntries(item).flatMap(entry => {
    const {value} = entry
    if (value.kind !== 'scalar') throw new EditRefused(`${entry.key.text} is not text`, value)
    return fieldEdits(text, item, entry, value, {backend, store, key: key.value as ScalarNode, hasVersion: versions.length > 0})
  })
}

interface EntryContext {
  backend: KesBackend
  store: ChosenStore
  key: ScalarNode
  hasVersion: boolean
}

function fieldEdits(text: string, item: MapNode, entry: MapEntry, value: ScalarNode, context: EntryContext): TextEdit[] {
  switch (entry.key.text) {
    case 'name':
      return [renameKey(text, item, entry, 'secretKey'), ...quoted(value)]
    case 'key':
      return keyEdits(text, item, value, context)
    case 'versionStage':
      return [renameKey(text, item, entry, 'version'), ...quoted(value)]
    case 'versionId':
      return [renameKey(text, item, entry, 'version'), written(text, item, value, `uuid/${value.text}`)]
    case 'isBinary':
      // KES: the value in the backend is base64 and stays so in the Secret; ESO encodes what it gets, and so has to decode it first
      if (value.value !== true) return removeEntry({text, object: item, path: []}, 'isBinary')
      return [renameKey(text, item, entry, 'decodingStrategy'), written(text, item, value, 'Base64')]
    case 'secretType':
      return removeEntry({text, object: item, path: []}, 'secretType')
    default:
      return quoted(value)
  }
}

/** ESO takes texts alone: `version: 1` must be "1". */
function quoted(value: ScalarNode): TextEdit[] {
  return typeof value.value === 'string' || value.value === null
    ? []
    : [{start: value.start, end: value.end, text: JSON.stringify(value.text)}]
}

function written(text: string, map: MapNode, value: ScalarNode, wanted: string): TextEdit {
  return {start: value.start, end: value.end, text: scalarText(wanted, quoteOf(text, value), isFlow(text, map))}
}

function keyEdits(text: string, item: MapNode, key: ScalarNode, {backend, store, hasVersion}: EntryContext): TextEdit[] {
  if (backend.provider === 'ibm') {
    const type = ownEntry(text, item, 'secretType')?.value
    return type?.kind === 'scalar' ? [written(text, item, key, `${type.text}/${key.text}`)] : quoted(key)
  }
  const name = backend.provider === 'gcpsm' ? splitGcpName(key.text) : undefined
  if (!name) return quoted(key)
  checkProject(name.projectID, store, key)
  const isPinned = name.version !== undefined && name.version !== 'latest' && !hasVersion
  return [
    written(text, item, key, name.secret),
    ...(isPinned ? setEntry({text, object: item, path: []}, 'version', name.version ?? '') : []),
  ]
}

/** A project has a number beside its name, and nobody can tell from the one what the other is. */
export function checkProject(project: string, {provider, kind, name}: ChosenStore, at: ManifestNode): void {
  const there = provider && valueAt(provider.block, ['projectID'])
  const isNumber = (text: string) => /^\d+$/.test(text)
  if (typeof there !== 'string' || there === project || isNumber(there) !== isNumber(project)) return
  throw new EditRefused(`the key lies in another project than ${kind} ${name}: it needs a store of its own`, at)
}

/** Entries of data below remoteRef, those of dataFrom below extract. */
export function wrapData(text: string, spec: MapNode, unit: number): TextEdit[] {
  return [
    ...ownItems(text, spec, 'data').flatMap(item => wrapDataItem(text, item, unit)),
    ...ownItems(text, spec, 'dataFrom').flatMap(item => wrapDataFromItem(text, item, unit)),
  ]
}

function wrapDataItem(text: string, item: ManifestNode, unit: number): TextEdit[] {
  if (item.kind !== 'map' || isAlias(text, item)) throw new EditRefused('an entry of data is not a map of its own', item)
  const stays = ownEntry(text, item, 'secretKey')
  if (!stays) throw new EditRefused('an entry of data has no name', item)
  return wrapOthers(text, item, {stays, key: 'remoteRef', unit})
}

function wrapDataFromItem(text: string, item: ManifestNode, unit: number): TextEdit[] {
  if (item.kind === 'map') return wrapEntries(text, item, ownEntries(item), ['extract'], unit)
  if (item.kind !== 'scalar' || isAlias(text, item)) throw new EditRefused('an entry of dataFrom is not a key', item)
  const {start, end} = item
  const key = typeof item.value === 'string' ? text.slice(start, end) : JSON.stringify(item.text)
  const before = text.slice(0, start).trimEnd().at(-1)
  if (before !== '-') {
    const quote = quoteOf(text, item)
    return [{start, end, text: `{${scalarText('extract', quote, true)}: {${scalarText('key', quote, true)}: ${key}}}`}]
  }
  return [{start, end, text: `extract:${lineBreakNear(text, start)}${' '.repeat(columnOf(text, start) + unit)}key: ${key}`}]
}
