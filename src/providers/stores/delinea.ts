import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'delinea',
  title: 'Delinea DevOps Secrets Vault',
  names: ['delinea', 'dsv'],
  docs: 'delinea',
  reportsMissing: true,
  scope: [{name: 'tenant', is: 'tenant'}],
  rules: {
    key: {is: 'the path of the secret', example: 'app:db'},
    property: {syntax: 'gjson'},
    version: {use: 'refused'},
    extract: true,
  },
})
