import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'pulumi',
  title: 'Pulumi ESC',
  names: ['pulumi', 'esc'],
  docs: 'pulumi',
  access: 'read-write',
  reportsMissing: false,
  scope: [
    {name: 'apiUrl', is: 'server', default: 'https://api.pulumi.com/api/esc', normalize: sameAddress},
    {name: 'organization', is: 'organization'},
    {name: 'project', is: 'project'},
    {name: 'environment', is: 'environment'},
  ],
  rules: {
    key: {is: 'the path of the value in the environment', example: 'app.db.password', mistakes: keyMistakes},
    property: {syntax: 'none', mistakes: propertyMistakes},
    version: {use: 'ignored'},
    extract: true,
  },
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const dotted = key.replaceAll('/', '.')
  return dotted === key ? [] : [failure('key-slash', 'a path in an environment goes by dots', `write key: ${dotted}`, {key: dotted})]
}

function propertyMistakes({key, property}: Reference): ReferenceProblem[] {
  if (property === undefined) return []
  const whole = `${key}.${property}`
  const fix = `write key: ${whole} without property`
  return [failure('property-ignored', 'ESO ignores property here; the whole path belongs to the key', fix, {key: whole, property: null})]
}
