import {findNamedKind} from '../providers/find-store-kind.js'
import {suggestionFor} from '../suggestion.js'
import type {Report} from './eso-object.js'
import {isPlaceholder} from './placeholder.js'
import type {MapForm} from './schema/form.js'
import type {Range, Spot} from './spot.js'

interface Surroundings {
  spot: Spot
  key: Range
  form: MapForm
  /** The fields that may stand there; those of the form when absent. */
  known?: readonly string[]
}

/** https://external-secrets.io/latest/introduction/deprecation-policy/ */
const REMOVED_PROVIDERS = ['alibaba', 'device42']

/** Reports a field that the definition does not have, with the one that was meant where that can be told. */
export function unknownField(name: string, {spot, key, form, known = Object.keys(form.fields)}: Surroundings, report: Report): void {
  if (isPlaceholder(name)) return
  if (spot.path === `spec.provider.${name}`) {
    const removed = REMOVED_PROVIDERS.includes(name)
    const message = removed ? `${spot.path} was removed in ESO 2.0` : `${spot.path} is no provider of ESO`
    report('eso-unknown-provider', spot, message, {at: key, fix: removed ? 'use a store of another provider' : providerFix(name, known)})
  } else report('eso-unknown-field', spot, `${spot.path} is no field of the API`, {at: key, fix: fieldFix(name, form, known)})
}

function providerFix(name: string, known: readonly string[]): string {
  const meant = findNamedKind(name)?.kind.id ?? suggestionFor(name, known)
  return meant === undefined ? "write ESO's key for the provider, such as aws, gcpsm, azurekv or vault" : `write ${meant}`
}

function fieldFix(name: string, form: MapForm, known: readonly string[]): string | undefined {
  const meant = suggestionFor(name, known)
  if (meant !== undefined) return `write ${meant}`
  const deeper = placeBelow(name, form)
  if (deeper !== undefined) return `move it below ${deeper}`
  return known.length > 0 && known.length <= 8 ? `the fields are ${known.join(', ')}` : undefined
}

/** The field, directly below the map, that has a field of that name. */
function placeBelow(name: string, {fields}: MapForm): string | undefined {
  return Object.entries(fields).find(([, {form}]) => form.is === 'map' && Object.hasOwn(form.fields, name))?.[0]
}
