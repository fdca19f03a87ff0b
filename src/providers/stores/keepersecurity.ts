import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {valueAt} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

// A UID is 16 bytes in URL-safe base64. https://docs.keeper.io/secrets-manager/secrets-manager/about/keeper-notation
const UID = /^[\w-]{22}$/

export default defineStore({
  id: 'keepersecurity',
  title: 'Keeper Security',
  names: ['keeper', 'ksm'],
  docs: 'keeper-security',
  access: 'read-write',
  reportsMissing: false,
  scope: [{name: 'folderID', is: 'folder'}],
  rules: {
    key: {is: 'the UID of the record', example: 'RuOCGN3JBzyiPqfEPPXnDA', mistakes: keyMistakes},
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'refused', path: 'refused'},
  },
})

function keyMistakes({key}: Reference, {block}: Usage): ReferenceProblem[] {
  if (UID.test(key) || !block || valueAt(block, ['getByTitleFallback']) === true) return []
  return [
    failure(
      'key-form',
      `${quoted(key)} is no UID of a record`,
      'write the UID, or set getByTitleFallback: true in the store to use titles',
    ),
  ]
}
