import {findByAll} from '../common-rules.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'beyondtrustworkloadcredentials',
  title: 'BeyondTrust Workload Credentials',
  docs: 'beyondtrustworkloadcredentials',
  reportsMissing: true,
  scope: [
    {name: 'apiUrl', is: 'server', at: 'server.apiUrl', normalize: sameAddress},
    {name: 'siteId', is: 'site', at: 'server.siteId'},
    {name: 'folderPath', is: 'folder', normalize: value => value.replace(/^\/+|\/+$/g, '')},
  ],
  rules: {
    key: {is: 'the name of the secret', example: 'db'},
    property: {syntax: 'plain'},
    version: {use: 'ignored'},
    extract: true,
    find: findByAll,
  },
})
