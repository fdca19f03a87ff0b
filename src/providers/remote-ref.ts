import {findStoreKind} from './find-store-kind.js'
import {makeReference} from './make-reference.js'
import type {Reference} from './reference.js'
import {failure, type ReferenceProblem} from './reference-problem.js'
import {readScope} from './scope.js'
import type {ProviderBlock} from './store-kind.js'

/** The part of ESO's remoteRef (and of extract) that says which value is meant. */
export interface RemoteRef {
  key: string
  version?: string
  property?: string
}

/** The reference as ESO wants it in a manifest; its scope belongs to the store (`storeBlock`). */
export function toRemoteRef(reference: Reference): RemoteRef {
  const {key, version, property} = findStoreKind(reference.provider)?.normalize(reference) ?? reference
  return {key, ...(version !== undefined && {version}), ...(property !== undefined && {property})}
}

/** What a manifest says, spelled as it stands there, with the scope of its store. */
export function fromRemoteRef({key, version, property}: RemoteRef, provider: string, block: ProviderBlock = {}): Reference {
  const kind = findStoreKind(provider)
  // Go does not tell an empty text from none, so neither does ESO.
  return makeReference(provider, {
    scope: kind ? readScope(kind, block) : {},
    key,
    version: version || undefined,
    property: property || undefined,
  })
}

/** Finds what YAML did not read as text: a version of 3, a key of 0123 or yes. */
export function checkTypes(remoteRef: Readonly<Record<string, unknown>>): ReferenceProblem[] {
  return (['key', 'version', 'property'] as const).flatMap(part => {
    const value = remoteRef[part]
    if (value === undefined || typeof value === 'string') return []
    const said = typeof value === 'number' ? 'a number' : typeof value === 'boolean' ? 'a boolean' : value === null ? 'empty' : 'no text'
    // Only such a number is certainly spelled in the file as it prints: 1e3, 0x10 and 007 are not.
    const certain = typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
    return [
      failure(
        `${part}-not-text`,
        `${part} is ${said} to YAML, and ESO takes text only`,
        certain ? `write ${part}: "${value}"` : `put quotes around the ${part}`,
        certain ? {[part]: String(value)} : undefined,
      ),
    ]
  })
}
