import type {Reference} from '../reference.js'
import {failure, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

export default defineStore({
  id: 'crd',
  title: 'Kubernetes objects',
  docs: 'crd',
  reportsMissing: true,
  scope: [
    {name: 'url', is: 'API server', at: 'server.url', default: 'kubernetes.default', normalize: sameAddress},
    {name: 'group', is: 'API group', at: 'resource.group'},
    {name: 'kind', is: 'kind', at: 'resource.kind'},
  ],
  rules: {
    key: {
      is: 'the name of the object',
      example: 'app-backend',
      pattern: /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/)?[a-z0-9][-.:a-z0-9]*$/,
      allows: 'small letters, digits, - and .',
      maxLength: 317,
      mistakes: keyMistakes,
    },
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'ignored', path: 'ignored'},
  },
})

// Only a ClusterSecretStore reads other namespaces than its ExternalSecret's.
function keyMistakes({key}: Reference, {storeKind}: Usage): ReferenceProblem[] {
  const steps = key.split('/')
  if (steps.length > 2 || steps.some(step => step === ''))
    return [
      failure(
        'key-slash',
        'the key is neither a name nor a namespace and a name',
        'write NAME, or NAMESPACE/NAME for a ClusterSecretStore',
      ),
    ]
  const [, name] = steps
  if (name === undefined || storeKind !== 'SecretStore') return []
  return [
    failure('key-namespace', 'a SecretStore reads its own namespace only', `write key: ${name}, or use a ClusterSecretStore`, {key: name}),
  ]
}
