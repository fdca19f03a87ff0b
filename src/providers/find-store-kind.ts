import type {GsecError} from '../errors.js'
import {suggestionFor} from '../suggestion.js'
import {referenceError} from './reference-error.js'
import type {Scope, StoreKind} from './store-kind.js'
import {storeKinds} from './stores/index.generated.js'

/** Looks up one of ESO's keys under spec.provider, spelled exactly. */
export function findStoreKind(id: string): StoreKind | undefined {
  return storeKinds.find(kind => kind.id === id)
}

/** Looks up a provider as people type it: a short name or ESO's key, in any case. */
export function findNamedKind(typed: string): {kind: StoreKind; scope: Scope} | undefined {
  return namedKinds().get(typed.toLowerCase())
}

/** An error that names the provider probably meant. */
export function unknownProvider(typed: string): GsecError {
  const since = REMOVED[typed.toLowerCase()]
  if (since) return referenceError(`ESO removed this provider in ${since}`, 'choose a store of another provider')
  const names = storeKinds.flatMap(kind => [...Object.keys(kind.names), kind.id])
  const meant = suggestionFor(typed, names)
  return referenceError(
    'unknown provider',
    meant
      ? `did you mean ${meant}:?`
      : "the providers are gcp, aws, ssm, azure, vault, bao, k8s, op and ESO's own keys, as in gcp:db-password",
  )
}

// https://external-secrets.io/latest/introduction/deprecation-policy/
const REMOVED: Readonly<Record<string, string>> = {alibaba: '2.0', device42: '2.0'}

let byName: Map<string, {kind: StoreKind; scope: Scope}> | undefined

function namedKinds() {
  byName ??= new Map(
    storeKinds.flatMap(kind => [
      [kind.id.toLowerCase(), {kind, scope: {}}] as const,
      ...Object.entries(kind.names).map(([name, scope]) => [name, {kind, scope}] as const),
    ]),
  )
  return byName
}
