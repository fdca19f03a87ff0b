import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'previder',
  title: 'Previder Vault',
  docs: 'previder',
  reportsMissing: false,
  scope: [{name: 'baseUri', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'the name or the id of the secret', example: 'db-password'},
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: true,
  },
})
