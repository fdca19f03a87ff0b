import type {Store} from '../config/stores-shape.js'
import {findStoreKind} from '../providers/find-store-kind.js'
import {storeBlock} from '../providers/scope.js'
import type {KnownStore} from './runtime/known-store.js'

/** The stores that .gsec.yaml describes: their manifests may stand in another repository. */
export function configuredStores(stores: ReadonlyMap<string, Store>): KnownStore[] {
  return [...stores.values()].map(({kind, name, provider, projectID, location, service, region, prefix, path, version}) => {
    const storeKind = findStoreKind(provider)
    const settings = Object.entries({projectID, location, service, region, prefix, path, version}).filter(
      ([, value]) => value !== undefined,
    )
    const scope = Object.fromEntries(settings) as Record<string, string>
    return {kind, name, provider: storeKind && {kind: storeKind, block: {...scope, ...storeBlock(storeKind, scope)}}}
  })
}
