import type {ProviderBlock} from '../store-kind.js'
import {refused} from './failures.js'
import {setting} from './settings.js'

/** A secret in a KV engine. */
export interface VaultPlace {
  mount: string
  key: string
}

/** Where a store's KV engine is, and how ESO reads a key. */
export interface VaultMount {
  provider: 'vault' | 'openBao'
  /** Absent (vault only): keys begin with their mount. */
  path: string | undefined
  engine: 'v1' | 'v2'
}

export function mountOf(provider: 'vault' | 'openBao', block: ProviderBlock): VaultMount {
  const path = setting(block, 'path')?.replace(/^\/+|\/+$/g, '')
  return {provider, path: path || (provider === 'openBao' ? 'kv' : undefined), engine: setting(block, 'version') === 'v1' ? 'v1' : 'v2'}
}

/**
 * Takes a key apart as ESO does: the vault provider takes the store's mount (and data/) off its front, once, the openBao
 * provider takes it as it is. https://github.com/external-secrets/external-secrets/blob/main/providers/v1/vault/client_get.go
 * @throws GsecError PROVIDER_REFUSED for a key that names no secret, or leads elsewhere
 */
export function placeOf(name: string, mount: VaultMount, where: string): VaultPlace {
  const place = mount.path === undefined ? withOwnMount(name, mount) : {mount: mount.path, key: belowMount(name, mount)}
  for (const part of [place.mount, place.key]) checkSteps(part, where)
  return place
}

function belowMount(name: string, {provider, path = '', engine}: VaultMount): string {
  if (provider === 'openBao' || !name.startsWith(`${path}/`)) return name
  const rest = name.slice(path.length + 1)
  return engine === 'v1' ? rest : rest.replace(/^data\/(?=.)/, '')
}

/** Without a mount in the store the first step is it, or what stands before /data/. */
function withOwnMount(name: string, {engine}: VaultMount): VaultPlace {
  const data = engine === 'v2' ? name.indexOf('/data/') : -1
  const [end, skip] = data === -1 ? [name.indexOf('/'), 1] : [data, '/data/'.length]
  return end === -1 ? {mount: name, key: ''} : {mount: name.slice(0, end), key: name.slice(end + skip)}
}

/** A step of two dots would lead out of the mount, with the user's token. */
function checkSteps(part: string, where: string): void {
  if (part.split('/').every(step => step !== '' && step !== '.' && step !== '..')) return
  throw refused(where, 'the key is no path below a mount', 'write it as app/db, without a slash at its ends')
}

/** The path of a request; `area` is data or metadata for KV v2, empty for v1. */
export function apiPath({mount, key}: VaultPlace, area: '' | 'data' | 'metadata'): string {
  return `v1/${[...mount.split('/'), ...(area === '' ? [] : [area]), ...key.split('/')].map(encodeURIComponent).join('/')}`
}
