import {GsecError} from '../../errors.js'
import type {ApiServer} from '../../kube/api-server.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {readSecret} from '../../manifest/read-secret.js'
import type {Secret} from '../../secret.js'
import {esoObject} from '../eso-object.js'
import {type KnownStore, knownStore} from '../runtime/known-store.js'
import type {StoreReference} from '../runtime/store-index.js'

/** A Secret of 1 MiB in base64, and then some. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * Looks a store up in a cluster, as its ESO has it.
 * @throws GsecError ACCESS_DENIED, RESPONSE_INVALID, or as `ApiServer` does
 */
export function liveStores(server: ApiServer): (reference: StoreReference) => Promise<KnownStore | undefined> {
  return async ({kind, name, namespace}) => {
    if (kind === 'SecretStore' && namespace === undefined) return undefined
    const place = kind === 'SecretStore' ? `namespaces/${encodeURIComponent(namespace ?? '')}/secretstores` : 'clustersecretstores'
    const object = await liveObject(server, `/apis/external-secrets.io/v1/${place}/${encodeURIComponent(name)}`, `${kind} ${name}`)
    // its file is the cluster: a path would be taken for one of the repository
    const store = object && knownStore(esoObject(object))
    return store && {...store, path: undefined}
  }
}

/** Reads Secrets of a cluster. @throws GsecError ACCESS_DENIED, RESPONSE_INVALID, NAMESPACE_MISSING, or as `ApiServer` does */
export function liveSecrets(server: ApiServer) {
  return async ({
    name,
    namespace,
  }: {
    name: string | undefined
    namespace: string | undefined
  }): Promise<ReadonlyMap<string, Secret> | undefined> => {
    if (name === undefined) return undefined
    if (namespace === undefined)
      throw new GsecError('NAMESPACE_MISSING', 'the ExternalSecret names no namespace in which its Secret could be', {
        where: `Secret ${name}`,
        hint: 'name it with -n',
      })
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(name)}`
    const object = await liveObject(server, path, `Secret ${namespace}/${name}`)
    return object && new Map(readSecret(object).secret.items.map(({key, value}) => [key, value]))
  }
}

async function liveObject(server: ApiServer, path: string, what: string) {
  const {status, body} = await server.send({path, accept: 'application/json', maxBytes: MAX_BYTES})
  const where = `${what} in ${server.access.label}`
  if (status === 404) return undefined
  if (status === 401 || status === 403)
    throw new GsecError('ACCESS_DENIED', status === 401 ? 'the API server does not accept the login' : 'you may not read this', {where})
  if (status !== 200) throw new GsecError('RESPONSE_INVALID', `the API server answers with HTTP ${status}`, {where})
  const [object] = readManifests(body, where).documents.flatMap(objectsOf)
  if (!object) throw new GsecError('RESPONSE_INVALID', 'the answer is no object', {where})
  return object
}
