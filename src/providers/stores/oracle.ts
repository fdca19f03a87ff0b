import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {defineStore} from '../store-kind.js'

// https://docs.oracle.com/iaas/api/#/en/secretretrieval/20190301/SecretBundle/GetSecretBundleByName: stage
const STAGES = ['CURRENT', 'DEPRECATED', 'LATEST', 'PENDING', 'PREVIOUS']

export default defineStore({
  id: 'oracle',
  title: 'Oracle Vault',
  names: ['oracle', 'oci'],
  docs: 'oracle-vault',
  access: 'read-write',
  reportsMissing: 'unverified',
  scope: [
    {name: 'vault', is: 'vault'},
    {name: 'region', is: 'region'},
    {name: 'compartment', is: 'compartment'},
  ],
  rules: {
    key: {is: 'the name of the secret', example: 'db-password', mistakes: keyMistakes},
    property: {syntax: 'gjson'},
    version: {use: 'read', is: `a stage: ${STAGES.join(', ')}`, example: 'PREVIOUS', mistakes: versionMistakes},
    extract: true,
    find: {name: 'used', tags: 'used', path: 'ignored'},
  },
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  return key.startsWith('ocid1.') ? [failure('key-ocid', 'ESO finds secrets by name and not by OCID', 'write the name of the secret')] : []
}

function versionMistakes(version: string): ReferenceProblem[] {
  const stage = version.toUpperCase()
  if (version === stage && STAGES.includes(stage)) return []
  if (STAGES.includes(stage))
    return [failure('version-form', 'Oracle writes stages in capital letters', `write version: ${stage}`, {version: stage})]
  return [
    failure(
      'version-form',
      'a version in Oracle Vault is a stage and no number',
      `write one of ${STAGES.join(', ')}, or leave version out for CURRENT`,
    ),
  ]
}
