import {Secret} from '../../secret.js'
import type {ListedSecret, ListQuery, ProviderClient} from '../client.js'
import type {StoreSpec} from '../open-client.js'
import {refused, secretNotFound, versionNotFound} from './failures.js'
import {isRecord} from './send.js'

interface Entry {
  key: string
  value: string
  version: string
}

/** Opens ESO's provider for tests: its values stand in the store itself, so nobody is asked. */
export async function openFake({block}: StoreSpec): Promise<ProviderClient> {
  const {data} = block
  const entries = (Array.isArray(data) ? data : []).flatMap(entryOf)
  const get = async (name: string, version = '') => {
    const named = entries.filter(({key}) => key === name)
    const found = named.find(entry => entry.version === version)
    if (found) return {kind: 'text' as const, value: Secret.of(found.value), ...(version !== '' && {version})}
    throw named.length > 0 ? versionNotFound(`fake:${name}`, 'it must be written exactly as in the store') : secretNotFound(`fake:${name}`)
  }
  return {
    provider: 'fake',
    title: 'the values in the store itself',
    prefix: '',
    accepts: [],
    get,
    async describe(name) {
      const versions = entries.filter(({key}) => key === name)
      if (versions.length === 0) throw secretNotFound(`fake:${name}`)
      const infos = versions.map(({version}) => ({id: version, names: [], state: 'enabled' as const}))
      return {name, versions: infos, labels: {}, annotations: {}, isPendingDeletion: false}
    },
    async *list({prefix = '', path = ''}: ListQuery): AsyncGenerator<readonly ListedSecret[]> {
      const names = [...new Set(entries.map(({key}) => key))].filter(name => name.startsWith(prefix) && name.startsWith(path))
      yield names.map(name => ({name, labels: {}, isDisabled: false}))
    },
    async put(name) {
      throw refused(`fake:${name}`, 'the values stand in the store itself', 'change them there')
    },
  }
}

function entryOf(entry: unknown): Entry[] {
  if (!isRecord(entry)) return []
  const {key, value, version} = entry
  if (typeof key !== 'string') return []
  return [{key, value: typeof value === 'string' ? value : '', version: typeof version === 'string' ? version : ''}]
}
