import assert from 'node:assert/strict'
import {podNamespace} from '../../src/kube/pod-namespace.js'

const inCluster = {KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443'}
const files = {token: 't', namespace: 'from-file\n'}

const cases: {name: string; env: Record<string, string>; files: Record<string, string>; expected: string | undefined}[] = [
  {name: 'none outside a cluster', env: {POD_NAMESPACE: 'x'}, files, expected: undefined},
  {name: 'none without a port', env: {KUBERNETES_SERVICE_HOST: '10.0.0.1'}, files, expected: undefined},
  {name: 'none without a service account', env: inCluster, files: {}, expected: undefined},
  {name: 'that of the environment first', env: {...inCluster, POD_NAMESPACE: 'x'}, files, expected: 'x'},
  {name: "that of the service account's file", env: {...inCluster, POD_NAMESPACE: ''}, files, expected: 'from-file'},
  {name: 'default, where nothing says', env: inCluster, files: {token: 't', namespace: ' \n'}, expected: 'default'},
  {name: 'default, where there is no such file', env: inCluster, files: {token: 't'}, expected: 'default'},
]

describe('the namespace of a Pod', () => {
  for (const {name, env, files: found, expected} of cases) {
    it(`is ${name}`, () =>
      assert.equal(
        podNamespace(env, path => found[path.replace(/^.*\//, '')]),
        expected,
      ))
  }
})
