import {Secret} from '../secret.js'
import {ApiError, readJsonObject} from './api-error.js'
import type {ApiServer} from './api-server.js'
import {commonFailure, WRONG_SERVER} from './controller-failure.js'

// The Secret that a SealedSecret became, and the SealedSecret as the cluster knows it.

/** An object in a namespace. */
export interface ObjectPlace {
  namespace: string
  name: string
}

/** A SealedSecret in the cluster, as far as it tells whether its Secret is made of the same values as a file's. */
export interface LiveSealedSecret {
  encryptedData: Readonly<Record<string, string>>
  /** Whether the controller says that the Secret is made of this state of it. */
  isSynced: boolean
}

/** The API server takes requests up to 3 MiB; base64 makes four bytes of three. */
const MAX_SECRET_BYTES = 8 * 1024 * 1024

/**
 * The values of a Secret by their keys.
 * @throws ApiError NO_SECRETS, ACCESS_DENIED, CONTROLLER_UNAVAILABLE or RESPONSE_INVALID; and what ApiServer.send throws
 */
export async function readLiveSecret(api: ApiServer, place: ObjectPlace): Promise<Map<string, Secret>> {
  const path = `/api/v1/namespaces/${encodeURIComponent(place.namespace)}/secrets/${encodeURIComponent(place.name)}`
  const response = await api.send({path, accept: 'application/json', maxBytes: MAX_SECRET_BYTES})
  const {status} = response
  const where = `${place.namespace}/${place.name} in ${api.access.label}`
  if (status === 403) {
    const hint = `a Role in ${place.namespace} must allow "get" on secrets "${place.name}", ${WITH_KEY}`
    throw new ApiError('ACCESS_DENIED', 'this user may not read the Secret (HTTP 403)', response, {where, hint})
  }
  if (status === 404) {
    const hint = `has the SealedSecret been applied there? kubectl${api.access.kubectlFlags} describe sealedsecret -n ${place.namespace} ${place.name}; ${WITH_KEY}`
    throw new ApiError('NO_SECRETS', 'the cluster has no such Secret', response, {where, hint})
  }
  if (status !== 200) throw commonFailure(response, where, api.access, WITH_KEY)
  const values = valuesIn(response.body)
  if (!values) throw new ApiError('RESPONSE_INVALID', 'the answer is not a Secret', response, {where, hint: WRONG_SERVER})
  return values
}

/** Undefined where it is not there or the user may not see it: it only says how far the Secret can be believed. */
export async function readLiveSealedSecret(api: ApiServer, {namespace, name}: ObjectPlace): Promise<LiveSealedSecret | undefined> {
  const path = `/apis/bitnami.com/v1alpha1/namespaces/${encodeURIComponent(namespace)}/sealedsecrets/${encodeURIComponent(name)}`
  const {status, body} = await api.send({path, accept: 'application/json', maxBytes: MAX_SECRET_BYTES})
  const object = status === 200 ? readJsonObject(body) : undefined
  if (object?.['kind'] !== 'SealedSecret') return undefined
  const {metadata, spec, status: state} = object as LiveShape
  const conditions = Array.isArray(state?.conditions) ? state.conditions : []
  const isSeen = state?.observedGeneration === metadata?.generation
  return {
    encryptedData: textsOf(spec?.encryptedData),
    isSynced: isSeen && conditions.some(condition => condition?.type === 'Synced' && condition.status === 'True'),
  }
}

/** https://github.com/bitnami-labs/sealed-secrets/blob/main/helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml */
interface LiveShape {
  metadata?: {generation?: unknown}
  spec?: {encryptedData?: unknown}
  status?: {observedGeneration?: unknown; conditions?: ({type?: unknown; status?: unknown} | null)[]}
}

function valuesIn(body: Uint8Array): Map<string, Secret> | undefined {
  const object = readJsonObject(body)
  if (object?.['kind'] !== 'Secret') return undefined
  const entries = Object.entries(textsOf(object['data']))
  return new Map(entries.map(([key, base64]) => [key, Secret.of(Buffer.from(base64, 'base64'))]))
}

function textsOf(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

const WITH_KEY = 'or open the file with --key KEYFILE'
