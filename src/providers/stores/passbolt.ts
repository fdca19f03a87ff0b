import {UUID} from '../common-rules.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'passbolt',
  title: 'Passbolt',
  docs: 'passbolt',
  reportsMissing: false,
  scope: [{name: 'host', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'the UUID of the resource', example: 'e22487a8-feb8-4591-95aa-14b193930cb4', pattern: UUID},
    // Without one it is all of them, as JSON.
    property: {syntax: 'plain', values: ['name', 'username', 'uri', 'password', 'description']},
    version: {use: 'ignored'},
    extract: false,
    find: {name: 'used', tags: 'ignored', path: 'ignored'},
  },
})
