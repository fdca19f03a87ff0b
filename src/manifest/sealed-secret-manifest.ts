import {GsecError} from '../errors.js'
import {entryOf, isNull, type ManifestNode, type MapNode, nodeAt, type ScalarNode, textAt} from './node.js'
import type {ManifestObject} from './read-manifests.js'

/** One ciphertext of a SealedSecret, with its nodes, so that it can be changed in place. */
export interface EncryptedItem {
  key: string
  /** Base64 text as it stands in the file. */
  ciphertext: string
  keyNode: ScalarNode
  valueNode: ScalarNode
}

/** A SealedSecret as far as opening, changing and checking it need. */
export interface SealedSecretManifest {
  object: ManifestObject
  /** `path:line:column` of the object. */
  place: string
  name: string | undefined
  namespace: string | undefined
  /** Of the SealedSecret itself: they decide about the scope. */
  annotations: Readonly<Record<string, string>>
  items: readonly EncryptedItem[]
  /** spec.template, when it is there and not null. */
  template: MapNode | undefined
  /** The old form: one envelope over the whole Secret in spec.data. */
  hasLegacyData: boolean
}

/**
 * Reads a SealedSecret. What the controller would not take for one is an error.
 * @throws GsecError MANIFEST_INVALID with the place
 */
export function readSealedSecret(object: ManifestObject): SealedSecretManifest {
  const {node, document} = object
  const invalid = (message: string, at: ManifestNode) => new GsecError('MANIFEST_INVALID', message, {where: document.place(at.start)})
  const encrypted = nodeAt(node, 'spec', 'encryptedData')
  if (encrypted && !isNull(encrypted) && encrypted.kind !== 'map') throw invalid('spec.encryptedData is not a map', encrypted)
  const items = (encrypted?.kind === 'map' ? encrypted.entries : []).map(({key, value}): EncryptedItem => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') {
      throw invalid('a value of spec.encryptedData is not text; the controller would take the whole map for empty', value)
    }
    return {key: key.text, ciphertext: value.value, keyNode: key, valueNode: value}
  })
  const template = nodeAt(node, 'spec', 'template')
  const legacy = nodeAt(node, 'spec', 'data')
  return {
    object,
    place: document.place(node.start),
    name: textAt(node, 'metadata', 'name'),
    namespace: textAt(node, 'metadata', 'namespace'),
    annotations: stringsAt(node, 'metadata', 'annotations'),
    items,
    template: template?.kind === 'map' ? template : undefined,
    hasLegacyData: legacy !== undefined && !isNull(legacy),
  }
}

/** A map of texts below a path; empty when it is absent. */
export function stringsAt(node: ManifestNode | undefined, ...path: readonly string[]): Record<string, string> {
  const map = nodeAt(node, ...path)
  if (map?.kind !== 'map') return {}
  return Object.fromEntries(map.entries.map(({key}) => [key.text, textOf(entryOf(map, key.text)?.value)]))
}

function textOf(node: ManifestNode | undefined): string {
  return node?.kind === 'scalar' && node.value !== null ? node.text : ''
}
