import {UUID} from '../common-rules.js'
import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

export default defineStore({
  id: 'dvls',
  title: 'Devolutions Server',
  names: ['dvls', 'devolutions'],
  docs: 'devolutions-server',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'serverUrl', is: 'server', normalize: sameAddress},
    {name: 'vault', is: 'vault'},
  ],
  rules: {
    key: {is: 'the name, the path or the id of the entry', example: 'databases/db', mistakes: keyMistakes},
    // Without one it is the password.
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
  },
})

// Only a store without a vault reads the vault from the key, and then both are ids.
function keyMistakes({key, scope}: Reference, {block}: Usage): ReferenceProblem[] {
  if (!block || scope['vault'] !== undefined) return []
  const ids = key.split('/')
  if (ids.length === 2 && ids.every(id => UUID.test(id.trim()))) return []
  return [
    failure(
      'key-no-vault',
      'the store names no vault, so the key must be the ids of vault and entry',
      'write key: VAULT_ID/ENTRY_ID, or name the vault in the store',
    ),
  ]
}
