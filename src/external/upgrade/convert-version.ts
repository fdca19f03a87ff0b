import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {indentUnit, isFlow, ownEntries} from '../../manifest/edit/map-layout.js'
import {replaceScalar} from '../../manifest/edit/scalar-text.js'
import type {TextEdit} from '../../manifest/edit/text-edit.js'
import {type ManifestNode, type MapNode, nodeAt, textAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import type {Conversion} from './conversion.js'
import {ownEntry, ownItems, ownMap, wrapEntries} from './reshape.js'

/**
 * ESO's own old versions. From v1beta1 only the version changes: v1 has all its fields. v1alpha1 kept the whole of a secret as
 * `dataFrom: [{key}]`, now `dataFrom: [{extract: {key}}]`, and its templates were read by another engine.
 */
export const versionConversion: Conversion = {
  steps: [object => [...versionEdit(object), ...specsOf(object).flatMap(spec => specEdits(object, spec))]],
  notes: [],
}

/** `apiVersion`, in the quotes that it has. */
export function versionEdit({document, node}: ManifestObject): TextEdit[] {
  const {text} = document.file
  const value = ownEntry(text, node, 'apiVersion')?.value
  if (value?.kind !== 'scalar') throw new EditRefused('apiVersion is not text', value ?? node)
  return [replaceScalar(text, value, 'external-secrets.io/v1', isFlow(text, node))]
}

function specsOf({document, node, kind}: ManifestObject): MapNode[] {
  const path = kind === 'ExternalSecret' ? ['spec'] : kind === 'ClusterExternalSecret' ? ['spec', 'externalSecretSpec'] : undefined
  const spec = path && nodeAt(node, ...path)?.kind === 'map' ? ownMap(document.file.text, node, ...path) : undefined
  return spec ? [spec] : []
}

function specEdits({document, node, apiVersion = ''}: ManifestObject, spec: MapNode): TextEdit[] {
  const {text} = document.file
  const isAlpha = apiVersion.endsWith('/v1alpha1')
  const unit = indentUnit(text, spec, node)
  return [
    ...engineEdits(text, spec, isAlpha ? 'v1' : 'v2'),
    ...(isAlpha ? ownItems(text, spec, 'dataFrom') : []).flatMap(item => extractEdits(text, item, unit)),
  ]
}

function extractEdits(text: string, item: ManifestNode, unit: number): TextEdit[] {
  if (item.kind !== 'map') throw new EditRefused('an entry of dataFrom is not a map', item)
  if (!ownEntry(text, item, 'key')) return []
  return wrapEntries(text, item, ownEntries(item), ['extract'], unit)
}

/** Of the texts of engine v1, only this one means the same to v2: there, values are bytes before `toString`. */
const SAME_IN_BOTH = /\{\{-?\s*\.\w+\s*\|\s*toString\s*-?\}\}/g

/** ESO 0.16 took engine v1 out. https://external-secrets.io/latest/guides/templating/ */
function engineEdits(text: string, spec: MapNode, usual: 'v1' | 'v2'): TextEdit[] {
  const template = nodeAt(spec, 'target', 'template')
  if (template?.kind !== 'map' || (textAt(template, 'engineVersion') ?? usual) !== 'v1') return []
  const strange = firstText(template, value => value.replace(SAME_IN_BOTH, '').includes('{{')) ?? nodeAt(template, 'templateFrom')
  if (strange) throw new EditRefused('the template is written for engine v1, whose functions engine v2 does not have: rewrite it', strange)
  const own = ownMap(text, spec, 'target', 'template')
  const engine = own && ownEntry(text, own, 'engineVersion')?.value
  return own && engine?.kind === 'scalar' ? [replaceScalar(text, engine, 'v2', isFlow(text, own))] : []
}

function firstText(node: ManifestNode, isWanted: (text: string) => boolean): ManifestNode | undefined {
  if (node.kind === 'scalar') return isWanted(node.text) ? node : undefined
  const below = node.kind === 'map' ? node.entries.map(({value}) => value) : node.items
  for (const child of below) {
    const found = firstText(child, isWanted)
    if (found) return found
  }
  return undefined
}
