import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress, valueAt} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

export default defineStore({
  id: 'beyondtrust',
  title: 'BeyondTrust Password Safe',
  names: ['beyondtrust', 'passwordsafe'],
  docs: 'beyondtrust',
  access: 'read-write',
  reportsMissing: false,
  scope: [{name: 'apiUrl', is: 'server', at: 'server.apiUrl', normalize: sameAddress}],
  rules: {
    key: {is: 'system and account, or folder and secret', example: 'system01/account01', mistakes: keyMistakes},
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: false,
  },
})

function keyMistakes({key}: Reference, {block}: Usage): ReferenceProblem[] {
  const set = valueAt(block, ['server', 'separator'])
  const separator = typeof set === 'string' && set !== '' ? set : '/'
  if (key.split(separator).filter(step => step !== '').length > 1) return []
  return [
    failure(
      'key-no-separator',
      `the key has no ${separator} between a path and a name`,
      `write SYSTEM${separator}ACCOUNT, or FOLDER${separator}SECRET`,
    ),
  ]
}
