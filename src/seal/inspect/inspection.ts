import {readFrame} from '../../crypto/envelope.js'
import {type Label, labelFor, type Scope, scopeOf} from '../../crypto/label.js'
import {decodeBase64} from '../../manifest/base64.js'
import {type ManifestNode, nodeAt, textAt} from '../../manifest/node.js'
import {type EncryptedItem, type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {LineIndex} from '../../position.js'
import {statedBinding} from '../open/binding-of.js'
import {explanationText, shapeFault} from '../open/explain-fault.js'

/** Who changed a line last: a commit, or nobody yet. */
export type Change = {commit: string; date: string; author: string} | 'uncommitted'

/** What can be told of a SealedSecret without a key: docs/reports.md. */
export interface Inspection {
  /** `path:line:column` of the object. */
  place: string
  name: string | undefined
  namespace: string | undefined
  scope: Scope
  /** The bytes that its ciphertexts are bound to; undefined when it names no namespace and needs one. */
  label: Label | undefined
  /** What the annotations of the template say; they have no effect on opening. */
  templateScope: Scope | undefined
  keys: InspectedKey[]
  template: InspectedTemplate
  hasLegacyData: boolean
  /** Of any line of it; undefined where git does not know the file. */
  lastChange: Change | undefined
}

export interface InspectedKey {
  key: string
  /** Bytes of the plaintext: an envelope shows that. Undefined with a fault. */
  length: number | undefined
  /** Bits of the RSA key that it is sealed for. */
  bits: number | undefined
  /** Why it is no whole ciphertext. */
  fault: string | undefined
  lastChange: Change | undefined
}

export interface InspectedTemplate {
  type: string | undefined
  immutable: boolean | undefined
  labels: Record<string, string>
  /** Their names alone: a value may be long. */
  annotations: string[]
  /** Keys that are rendered from Go templates. */
  data: string[]
}

/** @param changes of the file's lines, from the first on; undefined where git does not know the file */
export function inspect(sealed: SealedSecretManifest, namespace: string | undefined, changes: readonly Change[] | undefined): Inspection {
  const {object, template} = sealed
  const {document, node} = object
  const stated = statedBinding(sealed)
  const binding = {...stated, namespace: sealed.namespace ?? namespace ?? ''}
  const lines = new LineIndex(document.file.text)
  const changeOf = (start: ManifestNode, end: ManifestNode) =>
    changes && latest(changes.slice(lines.position(start.start).line - 1, lines.position(Math.max(start.start, end.end - 1)).line))
  const immutable = nodeAt(template, 'immutable')
  return {
    place: sealed.place,
    name: sealed.name,
    namespace: binding.namespace || undefined,
    scope: stated.scope,
    label: binding.namespace === '' && stated.scope !== 'cluster-wide' ? undefined : labelFor(binding),
    templateScope: nodeAt(template, 'metadata')?.kind === 'map' ? scopeOf(stringsAt(template, 'metadata', 'annotations')) : undefined,
    keys: sealed.items.map(item => ({...inspectCiphertext(item), lastChange: changeOf(item.keyNode, item.valueNode)})),
    template: {
      type: textAt(template, 'type'),
      immutable: immutable?.kind === 'scalar' && typeof immutable.value === 'boolean' ? immutable.value : undefined,
      labels: stringsAt(template, 'metadata', 'labels'),
      annotations: Object.keys(stringsAt(template, 'metadata', 'annotations')),
      data: Object.keys(stringsAt(template, 'data')),
    },
    hasLegacyData: sealed.hasLegacyData,
    lastChange: changeOf(node, node),
  }
}

function inspectCiphertext({key, ciphertext}: EncryptedItem): Omit<InspectedKey, 'lastChange'> {
  const fault = shapeFault(ciphertext)
  if (fault) return {key, length: undefined, bits: undefined, fault: explanationText(fault)}
  const envelope = decodeBase64(ciphertext)
  const frame = 'faultAt' in envelope ? undefined : readFrame(envelope)
  return {key, length: frame?.ciphertext.length, bits: frame && frame.wrappedKey.length * 8, fault: undefined}
}

/** The last of several changes; what is not committed is later than everything. */
function latest(changes: readonly Change[]): Change | undefined {
  return changes.reduce<Change | undefined>((last, change) => {
    if (last === undefined || change === 'uncommitted') return change
    return last === 'uncommitted' || last.date >= change.date ? last : change
  }, undefined)
}
