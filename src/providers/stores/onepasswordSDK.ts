import {makeReference} from '../make-reference.js'
import {secretReference} from '../onepassword-name.js'
import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {doubt, failure, type ReferenceProblem} from '../reference-problem.js'
import {defineStore, type Usage} from '../store-kind.js'

// ESO puts op://VAULT/ in front of the key.
const NAME = /^op:\/\/([^/]+)\/(.+)$/s
const EXAMPLE = 'ref+op://VAULT/ITEM/FIELD'

export default defineStore({
  id: 'onepasswordSDK',
  title: '1Password',
  names: ['op', '1password'],
  docs: '1password-sdk',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'vault', is: 'vault'},
    {name: 'environment', is: 'environment'},
  ],
  rules: ({environment}) => ({
    key:
      environment === undefined
        ? {is: 'item and field', example: 'db/password', mistakes: keyMistakes}
        : {is: 'the name of a variable', example: 'DB_PASSWORD'},
    property: {syntax: 'plain', mistakes: propertyMistakes},
    version: {use: 'refused'},
    extract: true,
  }),
  normalize(reference) {
    const [, vault, key] = NAME.exec(reference.key) ?? []
    return vault === undefined || key === undefined
      ? reference
      : makeReference('onepasswordSDK', {...reference, scope: {...reference.scope, vault}, key})
  },
  native: [secretReference],
  vals: [
    {
      scheme: 'op',
      example: EXAMPLE,
      parameters: [],
      logins: [],
      read({path, fragment}) {
        const [, vault, key] = /^([^/]+)\/([^/]+\/.+)$/s.exec(path) ?? []
        if (vault === undefined || key === undefined || fragment.length > 0)
          throw referenceError('the vals URI names no field of an item', `write ${EXAMPLE}`)
        return {scope: {vault}, key}
      },
      write({scope: {vault, environment}, key, version, property}) {
        if (!vault || environment !== undefined || !/^[^/]+\/./s.test(key) || version !== undefined || property !== undefined)
          return undefined
        return {path: `${vault}/${key}`, parameters: {}, fragment: []}
      },
    },
  ],
})

function keyMistakes({key, property}: Reference, {use}: Usage): ReferenceProblem[] {
  const [, , behindVault] = NAME.exec(key) ?? []
  if (behindVault !== undefined)
    return [
      failure('key-op-scheme', 'ESO puts op:// and the vault of the store in front of the key itself', `write key: ${behindVault}`, {
        key: behindVault,
      }),
    ]
  if (use === 'extract') return []
  const steps = key.replace(/^\//, '').split('/')
  if (steps.length === 1 && property !== undefined)
    return [
      failure('key-no-field', 'the field belongs to the key, not to property', `write key: ${key}/${property} without property`, {
        key: `${key}/${property}`,
        property: null,
      }),
    ]
  if (steps.length === 1 || steps.some(step => step === ''))
    return [failure('key-no-field', 'the key names no field of an item', 'write key: ITEM/FIELD or ITEM/SECTION/FIELD')]
  return steps.length > 3
    ? [
        failure(
          'key-slash',
          'an item has fields and sections, nothing below them',
          'write key: ITEM/FIELD or ITEM/SECTION/FIELD; use the ids where a name has a slash',
        ),
      ]
    : []
}

function propertyMistakes({key, property}: Reference, {use}: Usage): ReferenceProblem[] {
  if (use === 'extract' || property === undefined || !key.includes('/')) return []
  return [doubt('property-ignored', 'ESO ignores property here; the key names the field', 'leave property out', {property: null})]
}
