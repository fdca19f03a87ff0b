import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'senhasegura',
  title: 'senhasegura DSM',
  names: ['senhasegura', 'dsm'],
  docs: 'senhasegura-dsm',
  reportsMissing: true,
  scope: [{name: 'url', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'the identity of the secret', example: 'api-settings'},
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
  },
})
