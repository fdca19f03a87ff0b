import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'volcengine',
  title: 'Volcengine KMS',
  docs: 'volcengine',
  reportsMissing: false,
  scope: [{name: 'region', is: 'region'}],
  rules: {
    key: {is: 'the name of the secret', example: 'db-password'},
    // The top level of a JSON object.
    property: {syntax: 'plain'},
    version: {use: 'read', is: 'the id of a version', example: 'v1'},
    extract: true,
  },
})
