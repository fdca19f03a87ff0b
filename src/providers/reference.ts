import {findNamedKind, unknownProvider} from './find-store-kind.js'
import {makeReference} from './make-reference.js'
import {referenceError} from './reference-error.js'
import {splitTail} from './reference-tail.js'
import type {ReferenceParts, Scope, StoreKind} from './store-kind.js'
import {storeKinds} from './stores/index.generated.js'
import {isValsUri, parseValsUri} from './vals-uri.js'

/** A secret in an external store, in the one form that gsec works with. */
export interface Reference {
  /** ESO's key under spec.provider: gcpsm, aws, azurekv … */
  readonly provider: string
  /** Where the secret lives, as far as it is known; the names are the store kind's scope fields. */
  readonly scope: Scope
  readonly key: string
  /** Absent means the newest. */
  readonly version?: string
  /** Absent means the whole value. */
  readonly property?: string
}

interface Options {
  /** The provider of the store in use: decides where two read the same spelling (op:// for both 1Password providers). */
  provider?: string | undefined
}

/**
 * Reads a reference in any spelling: native names (projects/P/secrets/S, ARNs, Key Vault URLs, op://), vals URIs
 * (ref+gcpsecrets://…), and provider:key[@version][#property]. `latest` on Google Cloud means no version.
 * @throws GsecError REFERENCE_INVALID
 */
export function parseReference(text: string, options: Options = {}): Reference {
  const reference = parseNative(text, options) ?? (isValsUri(text) ? parseVals(text) : parseNamed(text))
  if (reference.key === '') throw referenceError('the reference has no key', 'write provider:key, as in gcp:db-password')
  return reference
}

/** The preferred provider's own names first; of the others only those that need no preference. */
function parseNative(text: string, {provider}: Options): Reference | undefined {
  const preferred = storeKinds.filter(kind => kind.id === provider)
  for (const kind of [...preferred, ...storeKinds]) {
    for (const form of kind.native) {
      if (form.onlyWhenPreferred && kind.id !== provider) continue
      const parts = form.read(text)
      if (parts) return settle(kind, parts)
    }
  }
  return undefined
}

function parseVals(text: string): Reference {
  const {kind, parts} = parseValsUri(text)
  return settle(kind, parts)
}

function parseNamed(text: string): Reference {
  const colon = text.indexOf(':')
  if (colon === -1)
    throw referenceError('the reference names no provider', 'write provider:key, as in gcp:db-password or vault:app/db#password')
  const name = text.slice(0, colon)
  const named = findNamedKind(name)
  if (!named) throw unknownProvider(name)
  const rest = text.slice(colon + 1)
  for (const form of named.kind.native) {
    const parts = form.read(rest)
    if (parts) return settle(named.kind, {...parts, scope: {...named.scope, ...parts.scope}})
  }
  const {head, version, property} = splitTail(rest)
  return settle(named.kind, {scope: named.scope, key: head, version, property})
}

function settle(kind: StoreKind, parts: ReferenceParts): Reference {
  return kind.normalize(makeReference(kind.id, parts))
}
