import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'onboardbase',
  title: 'Onboardbase',
  docs: 'onboardbase',
  reportsMissing: false,
  scope: [
    {name: 'apiHost', is: 'server', default: 'https://public.onboardbase.com/api/v1/', normalize: sameAddress},
    {name: 'project', is: 'project', default: 'development'},
    {name: 'environment', is: 'environment', default: 'development'},
  ],
  rules: {
    key: {is: 'the name of the secret', example: 'DB_PASSWORD'},
    // What it finds comes as raw JSON: a text keeps its quotes.
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'refused', path: 'used'},
  },
})
