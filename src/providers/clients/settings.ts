import {valueAt} from '../scope.js'
import type {ProviderBlock} from '../store-kind.js'

/** A text of a provider block, steps joined by dots; an empty one counts as absent, as for Go. */
export function setting(block: ProviderBlock, at: string): string | undefined {
  const value = valueAt(block, at.split('.'))
  return typeof value === 'string' && value !== '' ? value : undefined
}
