import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {failure, quoted, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

const EXAMPLE = 'ref+k8s://v1/Secret/NAMESPACE/NAME/KEY'

export default defineStore({
  id: 'kubernetes',
  title: 'Kubernetes',
  names: ['k8s', 'kube'],
  docs: 'kubernetes',
  access: 'read-write',
  reportsMissing: true,
  scope: [
    {name: 'url', is: 'API server', at: 'server.url', default: 'kubernetes.default', normalize: sameAddress},
    {name: 'remoteNamespace', is: 'namespace', default: 'default'},
  ],
  rules: {
    key: {
      is: 'the name of the Secret',
      example: 'db',
      pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      allows: 'small letters, digits, - and .',
      maxLength: 253,
      mistakes: keyMistakes,
    },
    property: {syntax: 'exact-then-rest'},
    version: {use: 'ignored'},
    extract: true,
    find: {name: 'used', tags: 'used', path: 'ignored'},
  },
  vals: [
    {
      scheme: 'k8s',
      example: EXAMPLE,
      parameters: [],
      logins: ['inCluster', 'kubeConfigPath', 'kubeContext'],
      read({path, fragment}) {
        const [apiVersion, kind, remoteNamespace, key, property, more] = path.split('/')
        if (apiVersion !== 'v1' || kind !== 'Secret' || !remoteNamespace || !key || !property || more !== undefined || fragment.length > 0)
          throw referenceError('the vals URI names no key of a Secret', `write ${EXAMPLE}; ESO reads no ConfigMaps`)
        return {scope: {remoteNamespace}, key, property}
      },
      write({scope: {url, remoteNamespace}, key, version, property}) {
        const names = [remoteNamespace, key, property]
        if (url !== undefined || version !== undefined || names.some(name => !name || name.includes('/'))) return undefined
        return {path: ['v1', 'Secret', ...names].join('/'), parameters: {}, fragment: []}
      },
    },
  ],
})

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const [namespace = '', name, more] = key.split('/')
  if (!name || more !== undefined) return []
  return [
    failure(
      'key-namespace',
      'the namespace belongs to the store',
      `write key: ${name} and use a store with remoteNamespace: ${quoted(namespace)}`,
      {key: name},
    ),
  ]
}
