import {findByAll} from '../common-rules.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'
import {valsForVault, vaultKeyMistakes, vaultVersion, withoutMount} from '../vault-path.js'

export default defineStore({
  id: 'vault',
  title: 'HashiCorp Vault',
  names: ['vault', 'hashicorp'],
  docs: 'hashicorp-vault',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'server', is: 'server', normalize: sameAddress},
    {name: 'namespace', is: 'namespace', normalize: value => value.replace(/^\/+|\/+$/g, '')},
    {name: 'path', is: 'mount', normalize: value => value.replace(/^\/+|\/+$/g, '')},
    {name: 'version', is: 'version of the KV engine', default: 'v2'},
  ],
  rules: {
    key: {is: 'the path below the mount', example: 'app/db', mistakes: vaultKeyMistakes},
    property: {syntax: 'exact-then-gjson'},
    version: vaultVersion,
    extract: true,
    find: findByAll,
  },
  normalize: withoutMount,
  vals: [valsForVault({scheme: 'vault', syntax: 'exact-then-gjson', cuts: true})],
})
