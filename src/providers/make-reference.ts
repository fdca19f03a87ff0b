import type {Reference} from './reference.js'
import type {ReferenceParts} from './store-kind.js'

/** Leaves out what is undefined, so that equal references have equal fields. */
export function makeReference(provider: string, {scope, key, version, property}: ReferenceParts): Reference {
  return {provider, scope, key, ...(version !== undefined && {version}), ...(property !== undefined && {property})}
}
