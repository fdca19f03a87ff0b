import {defineStore} from '../store-kind.js'

// The fields of an entry, as Password Depot's API names them.
const FIELDS = (
  'acm author category comment donotaddon expirydate fingerprint icon importance itemclass login loginid markassafe name ' +
  'paramstr pass passid safemode secondeye secondpass tags template url'
).split(' ')

export default defineStore({
  id: 'passworddepot',
  title: 'Password Depot',
  docs: 'passworddepot',
  reportsMissing: false,
  scope: [
    {name: 'host', is: 'server'},
    {name: 'database', is: 'database'},
  ],
  rules: {
    key: {is: 'the entry, with its folders before it and dots between', example: 'servers.db'},
    property: {syntax: 'plain', values: FIELDS, required: true},
    version: {use: 'ignored'},
    extract: true,
  },
})
