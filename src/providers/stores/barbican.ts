import {UUID} from '../common-rules.js'
import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

// https://docs.openstack.org/barbican/latest/api/reference/secrets.html
export default defineStore({
  id: 'barbican',
  title: 'OpenStack Barbican',
  names: ['barbican', 'openstack'],
  docs: 'barbican',
  reportsMissing: false,
  scope: [
    {name: 'authURL', is: 'identity service', normalize: sameAddress},
    {name: 'tenantName', is: 'project'},
    {name: 'region', is: 'region'},
  ],
  rules: {
    key: {is: 'the UUID of the secret', example: '6a1f2b6e-0c1d-4e5f-8a9b-0123456789ab', pattern: UUID, mistakes: keyMistakes},
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'ignored', path: 'ignored'},
  },
})

// The service itself names a secret by its address.
function keyMistakes({key}: Reference): ReferenceProblem[] {
  const [, uuid = ''] = /^https?:\/\/.*\/secrets\/([^/]+)$/.exec(key) ?? []
  return UUID.test(uuid)
    ? [failure('key-url', 'ESO wants the UUID alone; the address belongs to the store', `write key: ${uuid}`, {key: uuid})]
    : []
}
