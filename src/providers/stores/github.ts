import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'github',
  title: 'GitHub Actions secrets',
  docs: 'github',
  access: 'write',
  reportsMissing: false,
  scope: [
    {name: 'url', is: 'server', default: 'https://github.com/', normalize: sameAddress},
    {name: 'organization', is: 'organization'},
    {name: 'repository', is: 'repository'},
    {name: 'environment', is: 'environment'},
  ],
  rules: {
    key: {is: 'the name of the secret', example: 'DB_PASSWORD'},
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: false,
  },
})
