import {type EsoObject, externalSecretSpecOf, pushSecretSpecOf} from '../eso-object.js'
import {below, itemsOf, type Spot, textOf} from '../spot.js'
import type {KnownStore} from './known-store.js'
import {StoreIndex} from './store-index.js'

/** Names of stores and generators that objects refer to and that are not among them: the places to look further for. */
export function wantedNames(objects: readonly EsoObject[], stores: readonly KnownStore[]): string[] {
  const index = new StoreIndex(stores)
  const generators = new Set(objects.map(({kind, name}) => JSON.stringify([kind, name])))
  const wanted = new Set<string>()
  for (const object of objects) {
    const isCluster = object.kind.startsWith('Cluster')
    for (const ref of storeRefsOf(object)) {
      const name = textOf(below(ref, 'name'))
      const kind = textOf(below(ref, 'kind')) === 'ClusterSecretStore' ? 'ClusterSecretStore' : 'SecretStore'
      if (name !== undefined && index.find({kind, name, namespace: isCluster ? undefined : object.namespace}).length === 0) wanted.add(name)
    }
    for (const ref of generatorRefsOf(object)) {
      const name = textOf(below(ref, 'name'))
      if (name !== undefined && !generators.has(JSON.stringify([textOf(below(ref, 'kind')), name]))) wanted.add(name)
    }
  }
  return [...wanted]
}

function storeRefsOf(object: EsoObject): Spot[] {
  const spec = externalSecretSpecOf(object)?.spec
  const push = pushSecretSpecOf(object)
  if (push) return [...itemsOf(below(push, 'secretStoreRefs')), ...itemsOf(below(push, 'dataTo')).map(entry => below(entry, 'storeRef'))]
  return spec ? [below(spec, 'secretStoreRef'), ...sourceRefsOf(spec).map(source => below(source, 'storeRef'))] : []
}

function generatorRefsOf(object: EsoObject): Spot[] {
  const spec = externalSecretSpecOf(object)?.spec
  const push = pushSecretSpecOf(object)
  if (push) return [below(push, 'selector', 'generatorRef')]
  return spec ? sourceRefsOf(spec).map(source => below(source, 'generatorRef')) : []
}

const sourceRefsOf = (spec: Spot) =>
  [...itemsOf(below(spec, 'data')), ...itemsOf(below(spec, 'dataFrom'))].map(entry => below(entry, 'sourceRef'))
