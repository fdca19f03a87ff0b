import {setEntry} from '../../manifest/edit/edit-map.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import type {TextEdit} from '../../manifest/edit/text-edit.js'
import {entryOf, type MapEntry, type MapNode} from '../../manifest/node.js'
import {ownEntry, renameKey, wrapEntries} from './reshape.js'

/**
 * The template of Kubernetes External Secrets: what is laid over the Secret. Its plain texts become a template of ESO that is
 * merged with what is fetched.
 */
export function templateEdits(text: string, {value}: MapEntry): TextEdit[] {
  if (value.kind !== 'map') throw new EditRefused('template is not a map', value)
  const written = text.slice(value.start, value.end)
  if (written.includes('<%')) throw new EditRefused('the template is written in lodash (<%= %>): rewrite it in Go templates', value)
  const data = entryOf(value, 'data')
  if (data) throw new EditRefused('template.data holds base64, which ESO takes for text: write it as stringData first', data.key)
  const texts = ownEntry(text, value, 'stringData')
  if (!texts) return []
  if (text.slice(texts.value.start, texts.value.end).includes('{{'))
    throw new EditRefused('stringData holds {{, which ESO takes for a template', texts.key)
  // without it ESO drops what it has fetched where a template has data
  return [...setEntry({text, object: value, path: []}, 'mergePolicy', 'Merge'), renameKey(text, value, texts, 'data')]
}

/** `template` below `target`, and `type` below `target.template`. */
export function wrapTemplate(text: string, spec: MapNode, unit: number): TextEdit[] {
  const template = ownEntry(text, spec, 'template')
  const type = ownEntry(text, spec, 'type')
  if (template && type) throw new EditRefused('type and template are one in ESO: move type into the template', type.key)
  if (template) return wrapEntries(text, spec, [template], ['target'], unit)
  return type ? wrapEntries(text, spec, [type], ['target', 'template'], unit) : []
}
