import {connectReference} from '../onepassword-name.js'
import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress, valueAt} from '../scope.js'
import {defineStore, type ProviderBlock} from '../store-kind.js'

const EXAMPLE = 'ref+onepasswordconnect://VAULT/ITEM#/FIELD'

export default defineStore({
  id: 'onepassword',
  title: '1Password Connect',
  names: ['1password-connect', 'op-connect'],
  docs: '1password-automation',
  access: 'read-write',
  reportsMissing: 'unverified',
  scope: [
    {name: 'connectHost', is: 'Connect server', normalize: sameAddress},
    // The store maps names of vaults to the order in which ESO asks them.
    {name: 'vault', is: 'vault', at: 'vaults', read: vaultsOf, write: vault => ({vaults: {[vault]: 1}})},
  ],
  rules: {
    key: {is: 'the title or the id of an item', example: 'db', mistakes: keyMistakes},
    property: {syntax: 'plain'},
    version: {use: 'refused'},
    extract: true,
    find: {name: 'used', tags: 'used', path: 'used'},
  },
  native: [connectReference],
  vals: [
    {
      scheme: 'onepasswordconnect',
      example: EXAMPLE,
      parameters: [],
      logins: [],
      read({path, fragment}) {
        const [vault, key, more] = path.split('/')
        if (!vault || !key || more !== undefined || fragment.length > 1)
          throw referenceError('the vals URI names no item', `write ${EXAMPLE}`)
        const [field] = fragment
        if (field?.includes('.'))
          throw referenceError('ESO finds a field of a Connect server by its label alone, without a section', `write ${EXAMPLE}`)
        return {scope: {vault}, key, property: field}
      },
      write({scope: {connectHost, vault}, key, version, property}) {
        if (connectHost !== undefined || !vault || key.includes('/') || version !== undefined || property?.includes('.')) return undefined
        return {path: `${vault}/${key}`, parameters: {}, fragment: property === undefined ? [] : [property]}
      },
    },
  ],
})

function vaultsOf(block: ProviderBlock): string[] {
  const vaults = valueAt(block, ['vaults'])
  return typeof vaults === 'object' && vaults !== null ? Object.keys(vaults) : []
}

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const [, item, field] = /^op:\/\/[^/]+\/([^/]+)\/([^/]+)$/.exec(key) ?? []
  if (!key.startsWith('op://')) return []
  if (item === undefined || field === undefined)
    return [
      failure(
        'key-op-scheme',
        'ESO takes op:// for a part of the title',
        'write the title of the item as key and the label of the field as property',
      ),
    ]
  return [
    failure('key-op-scheme', 'ESO takes op:// for a part of the title', `write key: ${item} and property: ${field}`, {
      key: item,
      property: field,
    }),
  ]
}
