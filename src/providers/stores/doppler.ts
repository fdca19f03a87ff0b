import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {defineStore} from '../store-kind.js'

// https://docs.doppler.com/docs/secrets#naming-secrets
const EXAMPLE = 'ref+doppler://PROJECT/CONFIG/NAME'

export default defineStore({
  id: 'doppler',
  title: 'Doppler',
  docs: 'doppler',
  access: 'read-write',
  reportsMissing: false,
  scope: [
    {name: 'project', is: 'project'},
    {name: 'config', is: 'config'},
  ],
  rules: {
    key: {
      is: 'the name of the secret',
      example: 'DB_PASSWORD',
      pattern: /^[A-Z_][A-Z0-9_]*$/,
      allows: 'capital letters, digits and _',
      maxLength: 200,
      mistakes: keyMistakes,
    },
    property: {syntax: 'none'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'ignored', path: 'used'},
  },
  vals: [
    {
      scheme: 'doppler',
      example: EXAMPLE,
      parameters: [],
      logins: ['address', 'include_doppler_defaults', 'no_verify_tls', 'token'],
      read({path, fragment}) {
        // ////NAME leaves project and config to the service token.
        const steps = fragment.length > 0 ? [...path.replace(/\/$/, '').split('/'), ...fragment] : path.split('/')
        const [key = '', config = '', project = '', ...more] = steps.reverse()
        if (key === '' || more.length > 0) throw referenceError('the vals URI names no secret', `write ${EXAMPLE}`)
        return {scope: {...(project !== '' && {project}), ...(config !== '' && {config})}, key}
      },
      write({scope: {project, config}, key, version, property}) {
        const names = [project, config, key]
        if (names.some(name => !name || name.includes('/')) || version !== undefined || property !== undefined) return undefined
        return {path: names.join('/'), parameters: {}, fragment: []}
      },
    },
  ],
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const upper = key.replace(/[-. ]/g, '_').toUpperCase()
  if (upper === key || !/^[A-Z_][A-Z0-9_]*$/.test(upper)) return []
  return [
    failure(
      'key-form',
      'Doppler writes names in capital letters, digits and _; a name transformer of the store does not change that',
      `write key: ${upper}`,
      {key: upper},
    ),
  ]
}
