import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'fortanix',
  title: 'Fortanix DSM',
  docs: 'fortanix',
  reportsMissing: false,
  scope: [{name: 'apiUrl', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'the name of the security object', example: 'db'},
    // The value must be a JSON object of texts.
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
  },
})
