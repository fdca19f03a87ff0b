import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

export default defineStore({
  id: 'chef',
  title: 'Chef Infra Server',
  docs: 'chef',
  reportsMissing: false,
  scope: [{name: 'serverUrl', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'data bag and item', example: 'passwords/db', mistakes: keyMistakes},
    // A property that is no text comes back empty.
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
  },
})

function keyMistakes({key}: Reference, {use}: Usage): ReferenceProblem[] {
  const [bag = '', item, ...more] = key.split('/')
  if (use === 'extract')
    return item === undefined
      ? []
      : [failure('key-slash', 'extract reads a whole data bag and takes no item', `write key: ${bag}`, {key: bag})]
  if (bag && item && more.length === 0) return []
  return [failure('key-form', 'the key is not a data bag and an item', 'write key: DATABAG/ITEM')]
}
