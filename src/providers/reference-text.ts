import {findStoreKind} from './find-store-kind.js'
import type {Reference} from './reference.js'
import {joinTail} from './reference-tail.js'
import type {Scope} from './store-kind.js'

/**
 * A reference as text that parseReference reads again: the service's own name where it has one, else
 * provider:key[@version][#property]. The latter says nothing of the scope but what the provider's name implies (ssm:).
 * Control characters stay as they are; the caller makes them visible.
 */
export function toText(reference: Reference): string {
  const kind = findStoreKind(reference.provider)
  for (const form of kind?.native ?? []) {
    const text = form.onlyWhenPreferred ? undefined : form.write(reference)
    if (text !== undefined) return text
  }
  const {key, version, property} = reference
  return `${nameFor(reference.provider, kind?.names ?? {}, reference.scope)}:${joinTail({head: key, version, property})}`
}

/** The first name that says most of the scope and nothing else. */
function nameFor(id: string, names: Readonly<Record<string, Scope>>, scope: Scope): string {
  const fitting = Object.entries(names).filter(([, says]) => Object.entries(says).every(([field, value]) => scope[field] === value))
  const count = ([, says]: [string, Scope]) => Object.keys(says).length
  return fitting.sort((a, b) => count(b) - count(a))[0]?.[0] ?? id
}
