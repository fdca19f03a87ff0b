import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

const EXAMPLE = 'ref+infisical://NAME?project=SLUG&environment=prod&path=/folder'
const folder = (value: string) => `/${value.replace(/^\/+|\/+$/g, '')}`

export default defineStore({
  id: 'infisical',
  title: 'Infisical',
  docs: 'infisical',
  reportsMissing: true,
  scope: [
    {name: 'hostAPI', is: 'server', default: 'https://app.infisical.com/api', normalize: value => sameAddress(value).replace(/\/api$/, '')},
    {name: 'projectSlug', is: 'project', at: 'secretsScope.projectSlug'},
    {name: 'environmentSlug', is: 'environment', at: 'secretsScope.environmentSlug'},
    {name: 'secretsPath', is: 'folder', at: 'secretsScope.secretsPath', default: '/', normalize: folder},
  ],
  rules: {
    key: {is: "the name of the secret, with its folder if that is another than the store's", example: 'DB_PASSWORD', mistakes: keyMistakes},
    // A property that is no text comes back empty.
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'refused', path: 'used'},
  },
  vals: [
    {
      scheme: 'infisical',
      example: EXAMPLE,
      parameters: ['environment', 'path', 'project', 'version'],
      logins: ['address', 'client_id', 'client_secret', 'token'],
      read({path, parameters: {project, environment, path: secretsPath, version}, fragment}) {
        if (path === '' || path.includes('/')) throw referenceError('the vals URI names no secret', `write ${EXAMPLE}`)
        const scope = {
          ...(project !== undefined && {projectSlug: project}),
          ...(environment !== undefined && {environmentSlug: environment}),
          ...(secretsPath !== undefined && {secretsPath}),
        }
        return {scope, key: path, version, property: propertyOf(fragment, 'gjson')}
      },
      write({scope: {hostAPI, projectSlug, environmentSlug, secretsPath}, key, version, property}) {
        const fragment = stepsOf(property, 'gjson')
        if (hostAPI !== undefined || !projectSlug || !environmentSlug || key.includes('/') || !fragment) return undefined
        const place = {project: projectSlug, environment: environmentSlug, ...(secretsPath !== undefined && {path: secretsPath})}
        return {path: key, parameters: {...place, ...(version !== undefined && {version})}, fragment}
      },
    },
  ],
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  if (key.endsWith('/')) return [failure('key-slash', 'the key names a folder and no secret in it', 'write key: /FOLDER/NAME')]
  return key.includes('//')
    ? [
        failure('key-slash', 'the key has two slashes in a row', `write key: ${key.replace(/\/{2,}/g, '/')}`, {
          key: key.replace(/\/{2,}/g, '/'),
        }),
      ]
    : []
}
