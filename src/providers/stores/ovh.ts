import {versionNumber} from '../common-rules.js'
import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'ovh',
  title: 'OVHcloud Secret Manager',
  names: ['ovh', 'ovhcloud'],
  docs: 'ovhcloud',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'server', is: 'server', normalize: sameAddress},
    {name: 'okmsid', is: 'OKMS domain'},
  ],
  rules: {
    key: {is: 'the path of the secret', example: 'app/db', mistakes: keyMistakes},
    property: {syntax: 'gjson'},
    version: versionNumber,
    extract: true,
    find: {name: 'used', tags: 'ignored', path: 'used'},
  },
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const clean = key.replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/')
  return clean === key
    ? []
    : [failure('key-slash', 'a path has no slash at its ends and never two in a row', `write key: ${clean}`, {key: clean})]
}
