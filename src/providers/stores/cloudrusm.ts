import {findByAll} from '../common-rules.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'cloudrusm',
  title: 'Cloud.ru Secret Manager',
  names: ['cloudru'],
  docs: 'cloudru',
  reportsMissing: true,
  scope: [{name: 'projectID', is: 'project'}],
  rules: {
    key: {is: 'the id or the path of the secret', example: 'app/db'},
    // A property that is no text comes back empty.
    property: {syntax: 'gjson'},
    version: {use: 'read', is: 'the number of a version, or latest', example: '3', pattern: /^(?:latest|[1-9]\d{0,9})$/},
    extract: true,
    find: findByAll,
  },
})
