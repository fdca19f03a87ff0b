import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'ngrok',
  title: 'ngrok',
  docs: 'ngrok',
  access: 'write',
  reportsMissing: false,
  scope: [
    {name: 'apiUrl', is: 'server', default: 'https://api.ngrok.com', normalize: sameAddress},
    {name: 'vault', is: 'vault', at: 'vault.name'},
  ],
  rules: {
    key: {is: 'the name of the secret', example: 'db-password'},
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: false,
  },
})
