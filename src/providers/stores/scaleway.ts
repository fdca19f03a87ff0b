import {findByAll, UUID} from '../common-rules.js'
import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'scaleway',
  title: 'Scaleway Secret Manager',
  names: ['scaleway', 'scw'],
  docs: 'scaleway',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'projectId', is: 'project'},
    {name: 'region', is: 'region'},
  ],
  rules: {
    key: {is: 'id:, name: or path: and what it says', example: 'name:db-password', mistakes: keyMistakes},
    property: {syntax: 'gjson'},
    version: {use: 'read', is: 'a revision, latest or latest_enabled', example: '3', pattern: /^(?:[1-9]\d*|latest|latest_enabled)$/},
    extract: true,
    find: findByAll,
  },
  vals: [
    {
      scheme: 'scw',
      example: 'ref+scw:///path/to/secret#/key',
      parameters: [],
      logins: [],
      read: ({path, fragment}) => ({scope: {}, key: `path:/${path.replace(/^\//, '')}`, property: propertyOf(fragment, 'gjson')}),
      write({scope, key, version, property}) {
        const fragment = stepsOf(property, 'gjson')
        if (Object.keys(scope).length > 0 || !key.startsWith('path:/') || version !== undefined || !fragment) return undefined
        return {path: key.slice('path:'.length), parameters: {}, fragment}
      },
    },
  ],
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const [, kind = '', rest = ''] = /^([^:]*):(.*)$/s.exec(key) ?? []
  if (kind === 'id')
    return UUID.test(rest) ? [] : [failure('key-form', 'what stands behind id: is no UUID', 'write key: id:UUID, or name:NAME')]
  if (kind === 'name')
    return rest && !rest.includes('/')
      ? []
      : [failure('key-form', 'what stands behind name: is no name', 'write key: name:NAME, or path:/FOLDER/NAME')]
  if (kind === 'path')
    return /^\/.*[^/]$/s.test(rest)
      ? []
      : [failure('key-form', 'a path begins with a slash and ends with a name', `write key: path:/${rest.replace(/^\/+|\/+$/g, '')}`)]
  if (kind)
    return [
      failure('key-kind', `the key begins with ${quoted(`${kind}:`)}, and ESO knows id:, name: and path: only`, 'write key: name:NAME'),
    ]
  const fixed = UUID.test(key) ? `id:${key}` : key.includes('/') ? `path:/${key.replace(/^\/+/, '')}` : `name:${key.replace(/^:/, '')}`
  return [
    failure('key-no-kind', 'the key does not say whether it is an id, a name or a path; ESO fails on it', `write key: ${fixed}`, {
      key: fixed,
    }),
  ]
}
