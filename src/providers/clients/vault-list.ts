import type {HttpResponse} from '../../http/message.js'
import type {ListedSecret, ListQuery} from '../client.js'
import {inParallel} from '../in-parallel.js'
import {settingsInvalid} from './failures.js'
import {apiPath, type VaultMount} from './vault-place.js'
import {dataOf, type VaultRequest, type VaultServer} from './vault-server.js'

/** Deeper than people nest folders, and an end to a server that makes them up. */
const MAX_DEPTH = 30

type Ask = (wanted: VaultRequest) => Promise<HttpResponse>

/**
 * The secrets below a folder, with all its folders. Names are below the mount, as keys of a reference are; without a mount
 * in the store they begin with the mount, which the prefix must name.
 * @throws GsecError PROVIDER_SETTINGS_INVALID when no mount is known
 */
export async function* listVault(
  query: ListQuery,
  mount: VaultMount,
  ask: Ask,
  server: VaultServer,
): AsyncGenerator<readonly ListedSecret[]> {
  const prefix = query.prefix ?? ''
  const path = query.path?.replace(/^\/+|\/+$/g, '')
  const {mountPath, start, shown} = startOf(path === undefined || path === '' ? prefix : `${path}/`, mount, server)
  let folders = [start.slice(0, start.lastIndexOf('/') + 1)]
  for (let depth = 0; folders.length > 0 && depth < MAX_DEPTH; depth++) {
    const listings = await inParallel(folders, folder => keysIn(folder, mountPath, mount, ask, server))
    const names = listings.flat().filter(name => name.startsWith(start) || (name.endsWith('/') && start.startsWith(name)))
    folders = names.filter(name => name.endsWith('/'))
    const secrets = names.filter(name => !name.endsWith('/')).map(name => `${shown}${name}`)
    yield secrets.filter(name => name.startsWith(prefix)).map(name => ({name, labels: {}, isDisabled: false}))
  }
}

function startOf(start: string, {path}: VaultMount, {title}: VaultServer): {mountPath: string; start: string; shown: string} {
  if (path !== undefined) return {mountPath: path, start, shown: ''}
  const slash = start.indexOf('/')
  if (slash === -1) throw settingsInvalid(title, 'no mount is named', 'name it: --mount secret, or begin the prefix with it: vault:secret/')
  return {mountPath: start.slice(0, slash), start: start.slice(slash + 1), shown: start.slice(0, slash + 1)}
}

/** Keys of one folder; a folder in it ends with a slash. What is not there is empty. */
async function keysIn(folder: string, mountPath: string, {engine}: VaultMount, ask: Ask, server: VaultServer): Promise<string[]> {
  const where = `${server.title}: ${mountPath}/${folder}`
  const below = apiPath({mount: mountPath, key: folder.replace(/\/$/, '')}, engine === 'v2' ? 'metadata' : '')
  // The same as Vault's own method LIST, which not every proxy lets through.
  const response = await ask({method: 'GET', path: below.replace(/\/$/, ''), query: {list: 'true'}, where})
  if (response.status === 404) return []
  if (response.status !== 200) throw server.failure(response, where)
  const keys = dataOf(response, where)?.['keys']
  return (Array.isArray(keys) ? keys : []).filter((key): key is string => typeof key === 'string').map(key => `${folder}${key}`)
}
