import {suggestionFor} from '../../suggestion.js'
import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {valueAt} from '../scope.js'
import {defineStore, type ProviderBlock, type Usage} from '../store-kind.js'

/** The values stand in the store itself: for tests. */
export default defineStore({
  id: 'fake',
  title: 'the fake provider',
  docs: 'fake',
  access: 'read-write',
  reportsMissing: true,
  scope: [],
  rules: {
    key: {is: 'a key of the store', example: '/app/db', mistakes: keyMistakes},
    property: {syntax: 'gjson'},
    version: {use: 'read', is: 'the version that the store gives the key', example: 'v1'},
    extract: true,
    find: {name: 'used', tags: 'ignored', path: 'ignored'},
  },
})

function keyMistakes({key, version = ''}: Reference, {block}: Usage): ReferenceProblem[] {
  const entries = entriesOf(block)
  if (!entries || entries.some(entry => entry.key === key && entry.version === version)) return []
  const versions = entries.filter(entry => entry.key === key).map(entry => entry.version)
  const [only] = versions
  if (only !== undefined)
    return [
      failure(
        'version-absent',
        'the store has the key, but not in this version',
        only ? `write version: "${only}"` : 'leave version out',
        versions.length > 1 ? undefined : {version: only || null},
      ),
    ]
  const meant = suggestionFor(
    key,
    entries.map(entry => entry.key),
  )
  return [
    failure(
      'key-absent',
      `the store has no key ${quoted(key)}`,
      meant === undefined ? 'add the key to data of the store' : `write key: ${meant}`,
      meant === undefined ? undefined : {key: meant},
    ),
  ]
}

function entriesOf(block: ProviderBlock | undefined): {key: string; version: string}[] | undefined {
  const data = valueAt(block, ['data'])
  if (!Array.isArray(data)) return undefined
  return data.map(entry => ({key: textAt(entry, 'key'), version: textAt(entry, 'version')}))
}

function textAt(entry: unknown, name: string): string {
  const value = valueAt(entry, [name])
  return typeof value === 'string' ? value : ''
}
