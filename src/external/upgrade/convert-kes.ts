import {removeEntry} from '../../manifest/edit/edit-map.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {blockColumn, indentUnit, isFlow, ownEntries} from '../../manifest/edit/map-layout.js'
import {quoteOf, scalarText} from '../../manifest/edit/scalar-text.js'
import {lineBreakNear, type TextEdit} from '../../manifest/edit/text-edit.js'
import type {MapEntry, MapNode} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {valueAt} from '../../providers/scope.js'
import type {KnownStore} from '../runtime/known-store.js'
import type {ChosenStore, StoreChoice} from './choose-store.js'
import type {Conversion} from './conversion.js'
import {versionEdit} from './convert-version.js'
import {type KesBackend, kesBackends, kesSettings} from './kes-backends.js'
import {entryEdits, listEdits, wrapData} from './kes-data.js'
import {templateEdits, wrapTemplate} from './kes-template.js'
import {isSameSetting} from './provider-names.js'
import {ownEntry, ownMap, renameKey} from './reshape.js'

/**
 * An ExternalSecret of Kubernetes External Secrets, the archived predecessor of ESO. The way to the backend, which stood in each
 * of them, is a store's business now; names and keys stay.
 * https://github.com/external-secrets/kubernetes-external-secrets/tree/8.5.5#how-to-use-it
 * @throws EditRefused for what has no counterpart, and where it is not clear which store is meant
 */
export function convertKes(object: ManifestObject, choice: StoreChoice): Conversion {
  const {text} = object.document.file
  const spec = kesSpec(object)
  const backendEntry = ownEntry(text, spec, 'backendType')
  if (backendEntry?.value.kind !== 'scalar') throw new EditRefused('spec.backendType is missing', spec)
  const backend = kesBackends[backendEntry.value.text]
  if (!backend) throw new EditRefused('ESO has no provider for this backendType', backendEntry.value)
  const settings = settingsOf(text, spec)
  const fits = (store: KnownStore) => isFit(store.provider, backend, settings)
  const store = choice.choose(object, fits, `for ${backend.provider}${backend.service ? ` (${backend.service})` : ''}`)
  if (store.provider && !isFit(store.provider, backend, settings))
    throw new EditRefused(`${store.kind} ${store.name} leads to another place than this ExternalSecret`, backendEntry.value)
  return {
    steps: [now => firstStep(now, store, backend), now => secondStep(now)],
    notes: settings.flatMap(setting => settingNote(setting, store)),
  }
}

/** Before KES 3 it was called secretDescriptor. */
function kesSpec({document, node}: ManifestObject): MapNode {
  const {text} = document.file
  const spec = ownMap(text, node, 'spec') ?? ownMap(text, node, 'secretDescriptor')
  if (!spec) throw new EditRefused('spec is missing', node)
  return spec
}

interface Setting {
  name: string
  value: string
}

function settingsOf(text: string, spec: MapNode): Setting[] {
  return Object.keys(kesSettings).flatMap(name => {
    const value = ownEntry(text, spec, name)?.value
    if (value && value.kind !== 'scalar') throw new EditRefused(`spec.${name} is not text`, value)
    return value ? [{name, value: value.text}] : []
  })
}

/** The same provider, and no setting of the store that differs. */
function isFit(provider: KnownStore['provider'], backend: KesBackend, settings: readonly Setting[]): boolean {
  if (provider?.kind.id !== backend.provider) return false
  const service = provider.block['service'] ?? 'SecretsManager'
  if (backend.service !== undefined && service !== backend.service) return false
  return settings.every(setting => (saidBy(provider, setting) ?? 'same') !== 'differs')
}

function saidBy(provider: KnownStore['provider'], {name, value}: Setting): 'same' | 'differs' | undefined {
  const {at, write = (text: string) => text} = kesSettings[name] ?? {}
  const there = at && provider ? valueAt(provider.block, at) : undefined
  if (typeof there !== 'string') return undefined
  return isSameSetting(there, write(value)) ? 'same' : 'differs'
}

function settingNote(setting: Setting, {kind, name, provider}: ChosenStore): string[] {
  if (saidBy(provider, setting) === 'same' || setting.name === 'keyByName') return []
  if (kesSettings[setting.name]?.at === undefined) return [`spec.${setting.name} is left out: ESO has nothing like it`]
  return [`spec.${setting.name} is left out: ${kind} ${name} has to say it`]
}

/** Everything that changes in its place. */
function firstStep(object: ManifestObject, store: ChosenStore, backend: KesBackend): TextEdit[] {
  const {text} = object.document.file
  const {node} = object
  const spec = kesSpec(object)
  const old = ownEntry(text, node, 'secretDescriptor')
  return [
    ...versionEdit(object),
    ...(old ? [renameKey(text, node, old, 'spec')] : []),
    ...ownEntries(spec).flatMap(entry => specEdits(text, object, spec, entry, store, backend)),
  ]
}

function specEdits(
  text: string,
  {node}: ManifestObject,
  spec: MapNode,
  entry: MapEntry,
  store: ChosenStore,
  backend: KesBackend,
): TextEdit[] {
  const {text: name} = entry.key
  if (Object.hasOwn(kesSettings, name)) return removeEntry({text, object: spec, path: []}, name)
  switch (name) {
    case 'backendType':
      return [storeReference(text, node, spec, entry, store)]
    case 'properties':
    case 'data':
    case 'dataFromWithOptions':
      return listEdits(text, spec, entry, item => entryEdits(text, item, backend, store))
    case 'dataFrom':
      return listEdits(text, spec, entry, () => [])
    case 'template':
      return templateEdits(text, entry)
    default:
      return []
  }
}

/** `secretStoreRef` in the place of `backendType`. */
function storeReference(text: string, object: MapNode, spec: MapNode, entry: MapEntry, {kind, name}: ChosenStore): TextEdit {
  const {start} = entry.key
  const {end} = entry.value
  if (isFlow(text, spec)) {
    const quote = quoteOf(text, entry.key)
    const word = (value: string) => scalarText(value, quote, true)
    return {start, end, text: `${word('secretStoreRef')}: {${word('kind')}: ${word(kind)}, ${word('name')}: ${word(name)}}`}
  }
  const column = blockColumn(text, entry)
  if (column === undefined) throw new EditRefused('backendType does not begin its line', entry.key)
  const pad = lineBreakNear(text, start) + ' '.repeat(column + indentUnit(text, spec, object))
  return {start, end, text: `secretStoreRef:${pad}kind: ${kind}${pad}name: ${scalarText(name, '', false)}`}
}

/** What moves one level down. */
function secondStep(object: ManifestObject): TextEdit[] {
  const {text} = object.document.file
  const spec = ownMap(text, object.node, 'spec')
  if (!spec) return []
  const unit = indentUnit(text, spec, object.node)
  return [...wrapData(text, spec, unit), ...wrapTemplate(text, spec, unit)]
}
