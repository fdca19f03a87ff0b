import type {Config} from '../../config/config-shape.js'
import {GsecError} from '../../errors.js'
import {findNamedKind, unknownProvider} from '../../providers/find-store-kind.js'
import type {StoreSpec} from '../../providers/open-client.js'
import {suggestionFor} from '../../suggestion.js'
import {configuredStores} from '../configured-stores.js'
import {type PlaceFlags, placeBlock} from './place-block.js'

/**
 * What the user wants listed: PROVIDER[:PREFIX], or a store of the configuration and a prefix.
 * @throws GsecError USAGE, REFERENCE_INVALID for an unknown provider
 */
export function storeToList(
  argument: string | undefined,
  storeName: string | undefined,
  flags: PlaceFlags,
  stores: Config['stores'],
): {store: StoreSpec; prefix: string} {
  if (storeName !== undefined) return {store: configured(storeName, flags, stores), prefix: argument ?? ''}
  if (argument === undefined)
    throw new GsecError('USAGE', 'no provider is named', {hint: 'name one: gsec external list aws, or a store with --store NAME'})
  const colon = argument.indexOf(':')
  const name = colon === -1 ? argument : argument.slice(0, colon)
  const named = findNamedKind(name)
  if (!named) throw unknownProvider(name)
  const block = placeBlock(named.kind.id, flags, named.scope)
  return {store: {provider: named.kind.id, block, origin: 'user', where: name}, prefix: colon === -1 ? '' : argument.slice(colon + 1)}
}

/** The configuration names no address, so whoever wrote it decides about none. */
function configured(name: string, flags: PlaceFlags, stores: Config['stores']): StoreSpec {
  const store = stores.get(name)
  const [known] = store ? configuredStores(new Map([[name, store]])) : []
  const where = `store "${name}"`
  if (!known) {
    const near = suggestionFor(name, [...stores.keys()])
    const hint = near ? `did you mean "${near}"?` : `it knows ${[...stores.keys()].sort().join(', ') || 'none'}`
    throw new GsecError('USAGE', '.gsec.yaml has no store of this name', {where, hint})
  }
  if (!known.provider) throw new GsecError('PROVIDER_UNSUPPORTED', 'gsec cannot ask this provider', {where})
  const {kind, block} = known.provider
  return {provider: kind.id, block: placeBlock(kind.id, flags, block), origin: 'user', where}
}

/** @throws GsecError USAGE for a tag without an equals sign */
export function readTags(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map(text => {
      const equals = text.indexOf('=')
      if (equals < 1) throw new GsecError('USAGE', '--tag is not KEY=VALUE', {hint: 'write it as --tag team=shop'})
      return [text.slice(0, equals), text.slice(equals + 1)]
    }),
  )
}
