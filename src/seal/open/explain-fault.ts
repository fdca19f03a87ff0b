import {readFrame} from '../../crypto/envelope.js'
import {fits, modulusOf} from '../../crypto/key-ring.js'
import {type Binding, labelFor} from '../../crypto/label.js'
import {hashOfLabel, labelHashOf} from '../../crypto/label-hash.js'
import {decodeBase64} from '../../manifest/base64.js'
import type {KnownNames} from './known-names.js'
import type {OpenFault} from './open-sealed-secrets.js'
import type {UnsealingKey} from './read-key-file.js'

/** Why a value did not open, as far as it can be told. */
export type Explanation =
  | {reason: 'not-base64'}
  | {reason: 'cut-off'}
  | {reason: 'not-a-ciphertext'; keyBytes: number}
  | {reason: 'damaged'; key: UnsealingKey}
  /** Sealed for one of the keys, and for another place: undefined where none that is known matches. */
  | {reason: 'other-place'; place: Binding | undefined; key: UnsealingKey}
  | {reason: 'other-key'; bits: number}

/** Lengths of RSA keys in bytes that controllers have: 1,024 to 16,384 bits. */
const KEY_BYTES = [128, 192, 256, 384, 512, 640, 768, 1024, 2048]

/**
 * Finds out why a value did not open: what its bytes tell, and with the keys whether one of them would fit under another
 * name, namespace or scope.
 */
export class FaultExplainer {
  readonly #keys: readonly UnsealingKey[]
  readonly #readKnown: () => KnownNames
  #knownOnce: KnownNames | undefined
  #everywhere: ReadonlyMap<string, Binding> | undefined

  /** @param known asked for only when a key fits: it may read a repository */
  constructor(keys: readonly UnsealingKey[], known: () => KnownNames) {
    this.#keys = keys
    this.#readKnown = known
  }

  explain(ciphertext: string, fault: OpenFault, own: Binding): Explanation {
    const shape = shapeFault(ciphertext)
    if (shape) return shape
    const envelope = decodeBase64(ciphertext)
    const frame = 'faultAt' in envelope ? undefined : readFrame(envelope)
    if ('faultAt' in envelope || !frame) return {reason: 'cut-off'}
    for (const key of this.#keys) {
      if (!fits(frame.wrappedKey, modulusOf(key.key))) continue
      const hash = labelHashOf(envelope, key.key)?.toString('hex')
      if (hash === undefined) continue
      if (fault === 'tag-refused') return {reason: 'damaged', key}
      return {reason: 'other-place', place: this.#placeOf(hash, own), key}
    }
    return {reason: 'other-key', bits: frame.wrappedKey.length * 8}
  }

  get #known(): KnownNames {
    this.#knownOnce ??= this.#readKnown()
    return this.#knownOnce
  }

  #placeOf(hash: string, own: Binding): Binding | undefined {
    for (const binding of this.#known.around(own)) if (hashOf(binding) === hash) return binding
    this.#everywhere ??= new Map(Array.from(this.#known.everywhere(), binding => [hashOf(binding), binding]))
    return this.#everywhere.get(hash)
  }
}

const hashOf = (binding: Binding) => hashOfLabel(labelFor(binding)).toString('hex')

/** What can be told from the text alone: it is no envelope, or not a whole one. Undefined when it looks like one. */
export function shapeFault(ciphertext: string): Explanation | undefined {
  const envelope = decodeBase64(ciphertext)
  if ('faultAt' in envelope) return {reason: 'not-base64'}
  if (envelope.length < 2) return {reason: 'cut-off'}
  const keyBytes = envelope.readUInt16BE(0)
  if (!KEY_BYTES.includes(keyBytes)) return {reason: 'not-a-ciphertext', keyBytes}
  return readFrame(envelope) ? undefined : {reason: 'cut-off'}
}

/** The explanation in words that follow "the value of password ". No value is in them. */
export function explanationText(explanation: Explanation): string {
  switch (explanation.reason) {
    case 'not-base64':
      return 'is not base64'
    case 'cut-off':
      return 'is cut off: it is shorter than its own length says'
    case 'not-a-ciphertext':
      return 'is no ciphertext: it does not begin with the length of an RSA key'
    case 'damaged':
      return 'is damaged or cut off: its key fits, its content does not'
    case 'other-place':
      return explanation.place
        ? `is sealed for ${placeText(explanation.place)}`
        : 'is sealed for a name or namespace that does not occur here'
    case 'other-key':
      return `is sealed for none of the given keys (it is for one of ${explanation.bits} bits), or its beginning is damaged`
  }
}

function placeText({scope, namespace, name}: Binding): string {
  if (scope === 'cluster-wide') return 'scope cluster-wide'
  return scope === 'namespace-wide' ? `namespace ${namespace}, scope namespace-wide` : `${namespace}/${name}, scope strict`
}
