import {GsecError} from '../errors.js'
import {Secret} from '../secret.js'
import {suggestionFor} from '../suggestion.js'
import {decodeBase64} from './base64.js'
import {dataKeyFault, nameFault, namespaceFault} from './names.js'
import {entryOf, isNull, type ManifestNode, type MapNode, nodeAt, type ScalarNode} from './node.js'
import {plainValueOf} from './plain-value.js'
import type {ManifestObject} from './read-manifests.js'
import {lastAppliedAnnotations, type SecretItem, type SecretManifest, serverSideMetadata} from './secret-manifest.js'
import type {PlainValue} from './value.js'

/** Sum of all decoded values; https://pkg.go.dev/k8s.io/api/core/v1#MaxSecretSize */
const MAX_SECRET_BYTES = 1024 * 1024

const FIELDS = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'data', 'stringData']
const KEPT_METADATA = ['generateName', 'finalizers']
const METADATA = ['name', 'namespace', 'labels', 'annotations', ...KEPT_METADATA, ...serverSideMetadata]

/** A field that Kubernetes does not know; it would be refused or ignored, mostly a slip of the keyboard. */
export interface UnknownField {
  place: string
  name: string
  suggestion: string | undefined
}

export interface ReadSecret {
  secret: SecretManifest
  unknownFields: readonly UnknownField[]
}

/**
 * Reads a Secret as strictly as the API server: what it would refuse is an error that names the place and the fix.
 * @throws GsecError SECRET_INVALID
 */
export function readSecret(object: ManifestObject): ReadSecret {
  return new SecretReader(object).read()
}

class SecretReader {
  readonly #object: ManifestObject

  constructor(object: ManifestObject) {
    this.#object = object
  }

  read(): ReadSecret {
    const {node} = this.#object
    this.#refuseDuplicates(node)
    if (this.#object.apiVersion !== 'v1') throw this.#invalid('apiVersion of a Secret must be v1', nodeAt(node, 'apiVersion') ?? node)
    const metadata = this.#map(node, 'metadata')
    const items = this.#items(node)
    const secret: SecretManifest = {
      place: this.#place(node),
      name: this.#name(metadata, 'name', nameFault),
      namespace: this.#name(metadata, 'namespace', namespaceFault),
      labels: this.#stringMap(metadata, 'labels'),
      annotations: withoutLastApplied(this.#stringMap(metadata, 'annotations')),
      otherMetadata: otherMetadata(metadata),
      type: this.#optional(node, 'type', 'string'),
      immutable: this.#optional(node, 'immutable', 'boolean'),
      items,
    }
    return {secret, unknownFields: [...this.#unknown(node, FIELDS), ...this.#unknown(metadata, METADATA)]}
  }

  /** data first, then stringData over it, as the API server merges them. */
  #items(node: MapNode): SecretItem[] {
    const items = new Map<string, SecretItem>()
    for (const [field, decode] of [
      ['data', this.#encoded],
      ['stringData', this.#plain],
    ] as const) {
      for (const {key, value} of this.#map(node, field)?.entries ?? []) {
        const fault = dataKeyFault(key.text)
        if (fault) throw this.#invalid(`a key of ${field} ${fault}`, key)
        if (this.#isRenamed(key))
          throw this.#invalid(`a key of ${field} is ${typeWord(key)} in YAML 1.1 and would become "${key.text}"`, key, 'write it in quotes')
        items.set(key.text, {key: key.text, value: decode.call(this, value, `${field}.${key.text}`), place: this.#place(value)})
      }
    }
    const total = [...items.values()].reduce((sum, {value}) => sum + value.length, 0)
    if (total > MAX_SECRET_BYTES) {
      throw this.#invalid(
        `the values hold ${total} bytes, Kubernetes takes at most 1 MiB (${MAX_SECRET_BYTES})`,
        node,
        'split the Secret in two',
      )
    }
    return [...items.values()]
  }

  /** `y:` and `0x1:` are a boolean and a number to Kubernetes, which then makes other text of them. */
  #isRenamed(key: ScalarNode): boolean {
    return typeof key.value !== 'string' && this.#object.document.file.text.slice(key.start, key.end) !== key.text
  }

  #encoded(value: ManifestNode, field: string): Secret {
    if (isNull(value)) return Secret.of('')
    if (value.kind !== 'scalar' || typeof value.value !== 'string') {
      throw this.#invalid(`${field} is ${typeWord(value)}, data holds base64 text`, value, 'put plain values under stringData, in quotes')
    }
    const decoded = decodeBase64(value.value)
    if (!('faultAt' in decoded)) return Secret.of(decoded)
    throw this.#invalid(`${field} is not base64 (at byte ${decoded.faultAt})`, value, 'encode it, or move it to stringData as it is')
  }

  #plain(value: ManifestNode, field: string): Secret {
    if (isNull(value)) return Secret.of('')
    if (value.kind === 'scalar' && typeof value.value === 'string') return Secret.of(value.value)
    throw this.#invalid(`${field} is ${typeWord(value)}, Kubernetes wants text`, value, 'write the value in quotes')
  }

  #name(metadata: MapNode | undefined, field: string, faultOf: (text: string) => string | undefined): string | undefined {
    const node = nodeAt(metadata, field)
    if (!node || isNull(node)) return undefined
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      throw this.#invalid(`metadata.${field} is ${typeWord(node)}, Kubernetes wants text`, node, 'write it in quotes')
    }
    if (node.value === '') return undefined
    const fault = faultOf(node.value)
    if (fault) throw this.#invalid(`metadata.${field} ${fault}`, node)
    return node.value
  }

  #map(parent: MapNode, field: string): MapNode | undefined {
    const node = nodeAt(parent, field)
    if (!node || isNull(node)) return undefined
    if (node.kind !== 'map') throw this.#invalid(`${field} is ${typeWord(node)}, Kubernetes wants a map`, node)
    this.#refuseDuplicates(node)
    return node
  }

  #stringMap(metadata: MapNode | undefined, field: string): Record<string, string> {
    const result: Record<string, string> = Object.create(null)
    for (const {key, value} of (metadata && this.#map(metadata, field)?.entries) ?? []) {
      if (value.kind !== 'scalar' || (typeof value.value !== 'string' && value.value !== null)) {
        throw this.#invalid(`a value of metadata.${field} is ${typeWord(value)}, Kubernetes wants text`, value, 'write the value in quotes')
      }
      result[key.text] = value.value ?? ''
    }
    return result
  }

  #optional(node: MapNode, field: string, type: 'string'): string | undefined
  #optional(node: MapNode, field: string, type: 'boolean'): boolean | undefined
  #optional(node: MapNode, field: string, type: 'string' | 'boolean'): string | boolean | undefined {
    const found = nodeAt(node, field)
    if (!found || isNull(found)) return undefined
    if (found.kind === 'scalar' && typeof found.value === type) return found.value as string | boolean
    throw this.#invalid(`${field} is ${typeWord(found)}, Kubernetes wants ${type === 'string' ? 'text' : 'true or false'}`, found)
  }

  #refuseDuplicates(node: MapNode): void {
    const seen = new Set<string>()
    for (const {key} of node.entries) {
      if (seen.has(key.text)) throw this.#invalid('a key stands here for the second time in its map', key, 'keep one of the two')
      seen.add(key.text)
    }
  }

  #unknown(node: MapNode | undefined, known: readonly string[]): UnknownField[] {
    const unknown = (node?.entries ?? []).filter(({key}) => !known.includes(key.text))
    return unknown.map(({key}) => ({place: this.#place(key), name: key.text, suggestion: suggestionFor(key.text, known)}))
  }

  #place(node: ManifestNode): string {
    return this.#object.document.place(node.start)
  }

  #invalid(message: string, node: ManifestNode, hint?: string): GsecError {
    return new GsecError('SECRET_INVALID', message, {where: this.#place(node), hint})
  }
}

function otherMetadata(metadata: MapNode | undefined): Record<string, PlainValue> {
  const kept = KEPT_METADATA.map(field => [field, entryOf(metadata, field)?.value] as const)
  return Object.fromEntries(kept.flatMap(([field, node]) => (node && !isNull(node) ? [[field, plainValueOf(node)]] : [])))
}

function withoutLastApplied(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !lastAppliedAnnotations.includes(key)))
}

/** The type of a value in the reader's words. */
function typeWord(node: ManifestNode | ScalarNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`
  if (node.value === null) return 'null'
  return typeof node.value === 'string' ? 'text' : typeof node.value === 'boolean' ? 'a boolean' : 'a number'
}
