import assert from 'node:assert/strict'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const LIST = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const NAME = 'externalsecrets.external-secrets.io'

/** As a cluster with an ESO of its own taste has it: v2 is served, and only `speed` and `description` are known. */
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: NAME},
  spec: {
    group: 'external-secrets.io',
    scope: 'Namespaced',
    names: {kind: 'ExternalSecret'},
    versions: [
      {
        name: 'v2',
        served: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'text',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  speed: {type: 'integer', description: 'text'},
                  description: {type: 'string'},
                  dataFrom: {type: 'array', items: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
                },
              },
            },
          },
        },
      },
    ],
  },
}

const manifest = `apiVersion: external-secrets.io/v2
kind: ExternalSecret
metadata: {name: db, namespace: shop}
spec:
  speed: fast
  description: ours
  dataFrom: [{extract: {key: db}}]
`

describe('gsec external lint --context', () => {
  let cluster: FakeCluster
  let cwd: string
  let isAllowed: boolean
  let installed: string[]
  beforeEach(async () => {
    cluster = await serveCluster()
    cwd = temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'es.yaml': manifest})
    isAllowed = true
    installed = [NAME, 'certificates.cert-manager.io']
    cluster.fault = ({url}, response) => {
      if (!url?.startsWith(LIST)) return false
      const body =
        url === LIST
          ? {kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', items: installed.map(name => ({metadata: {name}}))}
          : definition
      response.writeHead(isAllowed ? 200 : 403, {'content-type': 'application/json'})
      response.end(JSON.stringify(isAllowed ? body : {kind: 'Status', apiVersion: 'v1', reason: 'Forbidden', message: 'no', code: 403}))
      return true
    }
  })
  afterEach(closeServers)

  const lint = (...words: string[]) => runGsecBeside(['external', 'lint', 'es.yaml', ...words], {cwd})

  it('holds manifests against the definitions of the cluster, and reads those of ESO alone', async () => {
    const {status, stdout, stderr} = await lint('--context', 'test')
    assert.equal(stderr, '')
    assert.match(stdout, /^es\.yaml:5:10: high: spec\.speed .*\[eso-wrong-type\]$/m)
    assert.doesNotMatch(stdout, /eso-api-version|eso-unknown-field/)
    assert.equal(status, 1)
    assert.deepEqual(
      cluster.requests.map(({path}) => path),
      [LIST, `${LIST}/${NAME}`],
    )
  })

  it('asks nobody without a flag, whatever the kubeconfig and the variables say', async () => {
    const {status, stdout} = await runGsecBeside(['external', 'lint', 'es.yaml'], {cwd, env: {GSEC_CONTEXT: 'test'}})
    assert.equal(status, 1)
    assert.match(stdout, /eso-api-version/)
    assert.deepEqual(cluster.requests, [])
  })

  it('says what a user must be allowed to', async () => {
    isAllowed = false
    const {status, stderr} = await lint('--context', 'test')
    assert.equal(status, 2)
    assert.match(stderr, /this user may not read definitions \(HTTP 403\)$/m)
    assert.match(stderr, /^gsec: hint: a ClusterRole must allow "get" and "list" on customresourcedefinitions/m)
  })

  it('says when ESO is not installed', async () => {
    installed = ['certificates.cert-manager.io']
    const {status, stderr} = await lint('--context', 'test')
    assert.equal(status, 2)
    assert.match(stderr, /the cluster has no definition of external-secrets\.io$/m)
  })

  it('refuses a context that is not there', async () => {
    const {status, stderr} = await lint('--context', 'tests')
    assert.equal(status, 2)
    assert.match(stderr, /^gsec: hint: did you mean "test"\?$/m)
  })
})
