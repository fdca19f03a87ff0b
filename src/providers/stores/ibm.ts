import {suggestionFor} from '../../suggestion.js'
import {UUID} from '../common-rules.js'
import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

// https://cloud.ibm.com/apidocs/secrets-manager/secrets-manager-v2: secret_type
const CERTIFICATES = ['imported_cert', 'public_cert', 'private_cert']
const ONE_FIELD = [...CERTIFICATES, 'username_password']
const WHOLE = ['arbitrary', 'iam_credentials', 'service_credentials']
const TYPES = [...ONE_FIELD, ...WHOLE, 'kv', 'custom_credentials']

/** TYPE/ID, GROUP/TYPE/NAME or ID of type arbitrary. */
function typeOf(key: string): string {
  return key.split('/').at(-2) ?? 'arbitrary'
}

export default defineStore({
  id: 'ibm',
  title: 'IBM Cloud Secrets Manager',
  names: ['ibm', 'ibmcloud'],
  docs: 'ibm-secrets-manager',
  reportsMissing: false,
  scope: [{name: 'serviceUrl', is: 'instance', normalize: sameAddress}],
  rules: {
    key: {is: 'type and id, or group, type and name', example: 'default/username_password/db', mistakes: keyMistakes},
    property: {syntax: 'escaped-then-gjson', mistakes: propertyMistakes},
    version: {use: 'ignored'},
    extract: true,
  },
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const steps = key.split('/')
  if (steps.length > 3 || steps.includes(''))
    return [failure('key-form', 'the key has too many parts, or an empty one', 'write ID, TYPE/ID or GROUP/TYPE/NAME')]
  const type = typeOf(key)
  if (!TYPES.includes(type)) {
    const meant = suggestionFor(type, TYPES)
    return [
      failure(
        'key-type',
        `IBM has no secrets of the type ${quoted(type)}`,
        `write one of ${TYPES.join(', ')}`,
        meant === undefined ? undefined : {key: [...steps.slice(0, -2), meant, steps.at(-1)].join('/')},
      ),
    ]
  }
  if (steps.length === 3 || UUID.test(steps.at(-1) ?? '')) return []
  return [
    failure(
      'key-no-group',
      'ESO finds a secret by its name only if the group is named too',
      `write key: GROUP/${type}/NAME, or the id of the secret`,
    ),
  ]
}

function propertyMistakes({key, property}: Reference, {use}: Usage): ReferenceProblem[] {
  const type = typeOf(key)
  const fields = type === 'username_password' ? ['username', 'password'] : ['certificate', 'private_key', 'intermediate']
  if (!ONE_FIELD.includes(type)) {
    if (property === undefined || !WHOLE.includes(type)) return []
    return [failure('property-ignored', 'ESO ignores property for this type of secret', 'leave property out', {property: null})]
  }
  if (property === undefined)
    return use === 'extract'
      ? []
      : [
          failure(
            'property-required',
            'ESO fails without a property for this type of secret',
            `add property, such as ${fields.join(' or ')}`,
          ),
        ]
  // A certificate has more fields than the three usual ones.
  if (type !== 'username_password' || fields.includes(property)) return []
  return [failure('property-unknown', `a secret of this type has no field ${quoted(property)}`, `write one of ${fields.join(', ')}`)]
}
