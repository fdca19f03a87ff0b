import {propertyOf} from '../property-path.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'yandexlockbox',
  title: 'Yandex Lockbox',
  names: ['lockbox'],
  docs: 'yandex-lockbox',
  reportsMissing: false,
  // A store that fetches by name says in which folder; one that fetches by id says nothing of the place.
  scope: [{name: 'folderID', is: 'folder', at: 'fetching.byName.folderID'}],
  rules: {
    key: {is: 'the id of the secret, or its name if the store fetches by name', example: 'e6qeoqvd88dcpf044n5i'},
    property: {syntax: 'plain'},
    version: {use: 'read', is: 'the id of a version', example: 'e6qn22seoaprg9cbe1dj'},
    extract: true,
  },
  vals: [
    {
      scheme: 'yclockbox',
      example: 'ref+yclockbox://SECRET_ID?version_id=VERSION_ID#KEY',
      parameters: ['version_id'],
      logins: [],
      read: ({path, parameters: {version_id: version}, fragment}) => ({
        scope: {},
        key: path,
        version,
        property: propertyOf(fragment, 'plain'),
      }),
      write({scope, key, version, property}) {
        if (Object.keys(scope).length > 0 || key.includes('/')) return undefined
        return {
          path: key,
          parameters: version === undefined ? {} : {version_id: version},
          fragment: property === undefined ? [] : [property],
        }
      },
    },
  ],
})
