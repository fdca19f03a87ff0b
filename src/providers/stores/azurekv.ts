import {readAzureUrl, writeAzureUrl} from '../azure-url.js'
import {makeReference} from '../make-reference.js'
import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

// The key is split at the slashes: type, name; ESO does not look at what follows.
// Names: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers
const SYNTAX = 'gjson-then-escaped'
const PUBLIC_CLOUD = /^https:\/\/([a-z0-9-]+)\.vault\.azure\.net$/

export default defineStore({
  id: 'azurekv',
  title: 'Azure Key Vault',
  names: ['azure', 'akv', 'keyvault'],
  docs: 'azure-key-vault',
  access: 'read-write',
  reportsMissing: true,
  scope: [{name: 'vaultUrl', is: 'vault', normalize: sameAddress}],
  rules: {
    key: {
      is: 'the name of the object',
      example: 'db-password',
      pattern: /^(?:(?:secret|key|cert)\/)?[0-9a-z-]{1,127}$/i,
      allows: 'up to 127 letters, digits and -, behind key/ or cert/ if it is no secret',
      mistakes: keyMistakes,
    },
    property: {syntax: SYNTAX, mistakes: propertyMistakes},
    version: {
      use: 'read',
      is: 'the id of a version',
      example: '0123456789abcdef0123456789abcdef',
      pattern: /^[0-9a-f]{32}$/i,
      mistakes: version =>
        version === 'latest'
          ? [failure('version-latest', 'Key Vault has no version "latest"', 'leave version out for the newest', {version: null})]
          : [],
    },
    extract: true,
    find: {name: 'used', tags: 'used', path: 'ignored'},
  },
  normalize: reference => ({...reference, key: reference.key.replace(/^secret\/(?=[^/]+$)/, '')}),
  native: [{read: readAzureUrl, write: writeAzureUrl}],
  vals: [
    {
      scheme: 'azurekeyvault',
      example: 'ref+azurekeyvault://VAULT/SECRET',
      parameters: [],
      logins: [],
      read({path, fragment}) {
        const [vault = '', key = '', version] = path.split('/')
        return {
          scope: {vaultUrl: `https://${vault.includes('.') ? vault : `${vault}.vault.azure.net`}`},
          key,
          version,
          property: propertyOf(fragment, SYNTAX),
        }
      },
      write({scope: {vaultUrl = ''}, key, version, property}) {
        const host = PUBLIC_CLOUD.exec(vaultUrl)?.[1] ?? /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/.exec(vaultUrl)?.[1]
        const fragment = stepsOf(property, SYNTAX)
        if (!host || !fragment || key.includes('/') || version === '' || version?.includes('/')) return undefined
        return {path: [host, key, ...(version === undefined ? [] : [version])].join('/'), parameters: {}, fragment}
      },
    },
  ],
})

const TYPES: Readonly<Record<string, string>> = {secrets: 'secret', keys: 'key', certs: 'cert', certificate: 'cert', certificates: 'cert'}

function keyMistakes(reference: Reference, {use}: Usage): ReferenceProblem[] {
  const {key} = reference
  if (/^https?:/i.test(key)) return [address(reference)]
  const [type = '', name, version] = key.split('/')
  if (name === undefined) return key.includes('_') ? [underscore(key)] : []
  if (TYPES[type])
    return [
      failure('key-type', `Key Vault types are secret, key and cert; ESO knows no ${quoted(type)}`, `write key: ${TYPES[type]}/${name}`, {
        key: `${TYPES[type]}/${name}`,
      }),
    ]
  if (!['secret', 'key', 'cert'].includes(type))
    return [
      failure(
        'key-type',
        'ESO takes what stands before the / for a type, and there are only secret, key and cert',
        'write the name alone; a name in Key Vault has no /',
      ),
    ]
  if (version !== undefined)
    return [
      failure(
        'key-extra-segments',
        'ESO ignores what stands behind the name, a version too',
        `write key: ${type}/${name} and version: "${version}"`,
        {key: `${type}/${name}`, version},
      ),
    ]
  if (type !== 'secret' && use === 'extract')
    return [failure('key-type', 'ESO extracts several keys from secrets only, not from keys and certificates', 'name each key in data')]
  return name.includes('_') ? [underscore(key)] : []
}

const underscore = (key: string) =>
  failure(
    'key-underscore',
    `${quoted(key)} cannot exist: Key Vault allows no _ in a name`,
    `write the name that the secret has, perhaps ${key.replaceAll('_', '-')}`,
  )

function address({key}: Reference): ReferenceProblem {
  const example = failure('key-url', 'ESO wants the name alone; the address of the vault belongs to the store', 'write key: NAME')
  try {
    const parts = readAzureUrl(key)
    const fixed = makeReference('azurekv', parts ?? {scope: {}, key: ''})
    if (fixed.key === '') return example
    const {version} = fixed
    return {
      ...example,
      fix: `write key: ${fixed.key}${version ? ` and version: "${version}"` : ''}`,
      replace: {key: fixed.key, ...(version && {version})},
    }
  } catch {
    return example
  }
}

function propertyMistakes({key, property}: Reference): ReferenceProblem[] {
  const [type] = /^(?:key|cert)(?=\/)/.exec(key) ?? []
  if (!type || property === undefined) return []
  return [
    failure(
      'property-ignored',
      `ESO hands over the whole ${type === 'key' ? 'key as JSON' : 'certificate'} and ignores property`,
      'leave property out',
      {property: null},
    ),
  ]
}
