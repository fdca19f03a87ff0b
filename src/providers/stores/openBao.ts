import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'
import {baoKeyMistakes, valsForVault, vaultVersion} from '../vault-path.js'

// Unlike the vault provider it joins mount and key as they are, and a property is one field that holds text.
export default defineStore({
  id: 'openBao',
  title: 'OpenBao',
  names: ['bao'],
  docs: 'openbao',
  reportsMissing: true,
  scope: [
    {name: 'server', is: 'server', normalize: sameAddress},
    {name: 'namespace', is: 'namespace', normalize: value => value.replace(/^\/+|\/+$/g, '')},
    {name: 'path', is: 'mount', default: 'kv'},
    {name: 'version', is: 'version of the KV engine', default: 'v2'},
  ],
  rules: {
    key: {is: 'the path below the mount', example: 'app/db', mistakes: baoKeyMistakes},
    property: {syntax: 'plain'},
    version: vaultVersion,
    extract: true,
    find: {name: 'used', tags: 'refused', path: 'used'},
  },
  vals: [valsForVault({scheme: 'openbao', syntax: 'plain', cuts: false})],
})
