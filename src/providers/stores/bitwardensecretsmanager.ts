import {defineStore} from '../store-kind.js'

// A key that is a UUID is an id; everything else is a name in the store's project.
export default defineStore({
  id: 'bitwardensecretsmanager',
  title: 'Bitwarden Secrets Manager',
  names: ['bitwarden', 'bws'],
  docs: 'bitwarden-secrets-manager',
  access: 'read-write',
  reportsMissing: 'unverified',
  scope: [
    {name: 'organizationID', is: 'organization'},
    {name: 'projectID', is: 'project'},
  ],
  rules: {
    key: {is: 'the id or the name of the secret', example: 'db-password'},
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: true,
    // Every secret of the organization is found, whatever find says.
    find: {name: 'ignored', tags: 'ignored', path: 'ignored'},
  },
})
