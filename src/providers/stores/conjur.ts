import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress, valueAt} from '../scope.js'
import {defineStore, type ProviderBlock} from '../store-kind.js'

export default defineStore({
  id: 'conjur',
  title: 'CyberArk Conjur',
  names: ['conjur', 'cyberark'],
  docs: 'conjur',
  reportsMissing: false,
  scope: [
    {name: 'url', is: 'server', normalize: sameAddress},
    {name: 'account', is: 'account', read: accountOf, write: () => ({})},
  ],
  rules: {
    key: {is: 'the id of the variable', example: 'data/app/db-password', mistakes: keyMistakes},
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'used', path: 'ignored'},
  },
  vals: [
    {
      scheme: 'conjur',
      example: 'ref+conjur://data/app/db-password',
      parameters: ['account', 'address'],
      logins: ['apikey', 'login'],
      read({path, parameters: {account, address}, fragment}) {
        return {
          scope: {...(address !== undefined && {url: address}), ...(account !== undefined && {account})},
          key: path,
          property: propertyOf(fragment, 'gjson'),
        }
      },
      write({scope: {url, account}, key, version, property}) {
        const fragment = stepsOf(property, 'gjson')
        if (!fragment || version !== undefined || key.startsWith('/')) return undefined
        return {path: key, parameters: {...(url !== undefined && {address: url}), ...(account !== undefined && {account})}, fragment}
      },
    },
  ],
})

// Each way to log in names the account again.
function accountOf(block: ProviderBlock): string[] {
  const accounts = ['apikey', 'jwt', 'cert'].map(login => valueAt(block, ['auth', login, 'account']))
  return accounts.filter(account => typeof account === 'string')
}

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const [, id] = /^[^:/]+:variable:(.+)$/s.exec(key) ?? []
  if (id !== undefined) return [failure('key-full-path', 'the account belongs to the store', `write key: ${id}`, {key: id})]
  const inner = key.replace(/^\/+|\/+$/g, '')
  return inner === key ? [] : [failure('key-slash', 'the id of a variable has no slash at its ends', `write key: ${inner}`, {key: inner})]
}
