import {ApiError, readJsonObject} from './api-error.js'
import type {ApiServer} from './api-server.js'
import {commonFailure, WRONG_SERVER} from './controller-failure.js'

/** A CustomResourceDefinition as the cluster has it. */
export interface LiveDefinition {
  /** `externalsecrets.external-secrets.io` */
  name: string
  /** The manifest, as JSON; without descriptions, which are most of it. */
  json: string
}

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
// https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables: names alone, where the server can
const NAMES = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'
/** A cluster with hundreds of definitions, from a server that knows no shorter answer. */
const MAX_LIST_BYTES = 128 * 1024 * 1024
/** etcd takes 1.5 MiB an object; JSON with its history is more. */
const MAX_DEFINITION_BYTES = 16 * 1024 * 1024

/**
 * The definitions of a group and of the groups below it.
 * @param instead how to do without the cluster, at the end of hints
 * @throws ApiError ACCESS_DENIED, CONTROLLER_NOT_FOUND, CONTROLLER_UNAVAILABLE or RESPONSE_INVALID; and what ApiServer.send throws
 */
export async function readLiveDefinitions(api: ApiServer, group: string, instead: string): Promise<LiveDefinition[]> {
  const where = `customresourcedefinitions in ${api.access.label}`
  const response = await get(api, PATH, {where, instead, accept: NAMES, maxBytes: MAX_LIST_BYTES})
  const {items} = readJsonObject(response.body) ?? {}
  if (!Array.isArray(items)) throw new ApiError('RESPONSE_INVALID', 'the answer is no list', response, {where, hint: WRONG_SERVER})
  const names = items
    .map(item => String((item as {metadata?: {name?: unknown}})?.metadata?.name))
    .filter(name => name.endsWith(`.${group}`))
  if (names.length === 0) {
    const hint = `install the operator there, or check without the cluster: ${instead}`
    throw new ApiError('CONTROLLER_NOT_FOUND', `the cluster has no definition of ${group}`, response, {where: api.access.label, hint})
  }
  return await Promise.all(names.map(name => readDefinition(api, name, instead)))
}

async function readDefinition(api: ApiServer, name: string, instead: string): Promise<LiveDefinition> {
  const where = `customresourcedefinition ${name} in ${api.access.label}`
  const path = `${PATH}/${encodeURIComponent(name)}`
  const response = await get(api, path, {where, instead, accept: 'application/json', maxBytes: MAX_DEFINITION_BYTES})
  const {kind, apiVersion, spec} = readJsonObject(response.body) ?? {}
  if (kind !== 'CustomResourceDefinition')
    throw new ApiError('RESPONSE_INVALID', 'the answer is no CustomResourceDefinition', response, {where, hint: WRONG_SERVER})
  // a property of the name "description" is an object, and stays
  const isText = (key: string, value: unknown) => key === 'description' && typeof value === 'string'
  return {name, json: JSON.stringify({apiVersion, kind, spec}, (key, value: unknown) => (isText(key, value) ? undefined : value))}
}

interface Wanted {
  where: string
  instead: string
  accept: string
  maxBytes: number
}

async function get(api: ApiServer, path: string, {where, instead, accept, maxBytes}: Wanted) {
  const response = await api.send({path, accept, maxBytes})
  if (response.status === 403) {
    const hint = `a ClusterRole must allow "get" and "list" on customresourcedefinitions, or check without the cluster: ${instead}`
    throw new ApiError('ACCESS_DENIED', 'this user may not read definitions (HTTP 403)', response, {where, hint})
  }
  if (response.status !== 200) throw commonFailure(response, where, api.access, `or check without the cluster: ${instead}`)
  return response
}
