import type {VersionInfo, VersionState} from '../client.js'
import {isRecord} from './send.js'

/** The versions in the metadata of a KV v2 secret, newest first. https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */
export function describeVersions({versions}: Readonly<Record<string, unknown>>): VersionInfo[] {
  return Object.entries(isRecord(versions) ? versions : {})
    .sort(([a], [b]) => Number(b) - Number(a))
    .slice(0, 100)
    .map(([id, version]) => ({id, names: [], state: stateOf(version), ...createdAt(version)}))
}

function stateOf(version: unknown): VersionState {
  if (!isRecord(version)) return 'enabled'
  if (version['destroyed'] === true) return 'destroyed'
  return typeof version['deletion_time'] === 'string' && version['deletion_time'] !== '' ? 'disabled' : 'enabled'
}

function createdAt(version: unknown): {created?: Date} {
  const text = isRecord(version) ? version['created_time'] : undefined
  return typeof text === 'string' && !Number.isNaN(Date.parse(text)) ? {created: new Date(text)} : {}
}
