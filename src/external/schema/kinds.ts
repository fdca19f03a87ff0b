import {clusterExternalSecret, externalSecret} from './external-secret.js'
import type {MapForm} from './form.js'
import {generators} from './generators.js'
import {clusterPushSecret, pushSecret} from './push-secret.js'
import {store} from './store.js'

export const GROUP = 'external-secrets.io'
export const GENERATORS_GROUP = 'generators.external-secrets.io'

/** A kind in a version that a cluster serves. */
export interface Kind {
  group: string
  version: string
  kind: string
  isNamespaced: boolean
  /** The whole object but for apiVersion, kind and metadata. */
  form: MapForm
}

/** What ESO 2.9 serves, as gsec describes it. */
export const knownKinds: readonly Kind[] = [
  {group: GROUP, version: 'v1', kind: 'ExternalSecret', isNamespaced: true, form: externalSecret},
  {group: GROUP, version: 'v1', kind: 'ClusterExternalSecret', isNamespaced: false, form: clusterExternalSecret},
  {group: GROUP, version: 'v1', kind: 'SecretStore', isNamespaced: true, form: store},
  {group: GROUP, version: 'v1', kind: 'ClusterSecretStore', isNamespaced: false, form: store},
  {group: GROUP, version: 'v1alpha1', kind: 'PushSecret', isNamespaced: true, form: pushSecret},
  {group: GROUP, version: 'v1alpha1', kind: 'ClusterPushSecret', isNamespaced: false, form: clusterPushSecret},
  ...Object.entries(generators).map(([kind, form]) => ({
    group: GENERATORS_GROUP,
    version: 'v1alpha1',
    kind,
    isNamespaced: kind !== 'ClusterGenerator',
    form,
  })),
]
