import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'secretserver',
  title: 'Delinea Secret Server',
  names: ['secretserver', 'tss'],
  docs: 'secretserver',
  access: 'read-write',
  reportsMissing: true,
  scope: [{name: 'serverURL', is: 'server', normalize: sameAddress}],
  rules: {
    key: {is: 'the id, the name or the path of the secret', example: '/Folder/db', mistakes: keyMistakes},
    // In the first field, if that is JSON; else the name or the slug of a field.
    property: {syntax: 'gjson'},
    version: {use: 'refused'},
    extract: true,
  },
  vals: [
    {
      scheme: 'tss',
      example: 'ref+tss://ID#/field',
      parameters: [],
      logins: [],
      read: ({path, fragment}) => ({scope: {}, key: path, property: propertyOf(fragment, 'gjson')}),
      write({scope, key, version, property}) {
        const fragment = stepsOf(property, 'gjson')
        return Object.keys(scope).length > 0 || !/^\d+$/.test(key) || version !== undefined || !fragment
          ? undefined
          : {path: key, parameters: {}, fragment}
      },
    },
  ],
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  if (/\s/.test(key)) return [failure('key-space', 'ESO finds no secret by a name with a space', 'write the id of the secret')]
  if (key.startsWith('folderId:'))
    return /^folderId:\d+\/[^/]+$/.test(key)
      ? []
      : [failure('key-form', 'folderId: needs the number of a folder and a name', 'write key: folderId:73/NAME')]
  if (key.startsWith('/') || !key.includes('/')) return []
  return [failure('key-no-slash', 'ESO takes a key without a slash in front for a name', `write key: /${key}`, {key: `/${key}`})]
}
