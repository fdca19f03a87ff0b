import assert from 'node:assert/strict'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {runGsecBeside} from '../support/run-gsec.js'
import {closeServers} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const external = (storeRef = '{name: fake}') =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: db, namespace: shop}\nspec:\n  secretStoreRef: ${storeRef}\n  target: {name: live-db}\n  data:\n    - {secretKey: password, remoteRef: {key: db}}\n`
const provider = {fake: {data: [{key: 'db', value: 'right'}]}}
const store = `---\n${JSON.stringify({apiVersion: 'external-secrets.io/v1', kind: 'SecretStore', metadata: {name: 'fake', namespace: 'shop'}, spec: {provider}})}\n`

describe('gsec verify of ExternalSecrets with a cluster', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
  })
  afterEach(closeServers)

  const verify = (text: string, ...words: string[]) =>
    runGsecBeside(['verify', 'es.yaml', ...words], {cwd: temporaryFolder({'.kube/config': kubeconfigFor(cluster), 'es.yaml': text})})

  it('compares with the live Secret, and shows no value', async () => {
    cluster.secrets.push({namespace: 'shop', name: 'live-db', values: {password: 'right'}})
    const same = await verify(external() + store, '--against', 'live')
    assert.equal(same.status, 0, same.stdout + same.stderr)
    cluster.secrets[0]!.values = {password: 'wrong'}
    const differs = await verify(external() + store, '--against', 'live', '--context', 'test')
    assert.equal(differs.status, 1)
    assert.match(differs.stdout, /password: the values differ, at the same length of 5 bytes \[external-differs\]/)
    assert.doesNotMatch(differs.stdout + differs.stderr, /right|wrong/)
  })

  it('says when there is no live Secret, or it may not be read', async () => {
    const absent = await verify(external() + store, '--against', 'live')
    assert.equal(absent.status, 1)
    assert.match(absent.stdout, /there is no Secret of this name to compare with/)
    cluster.may = ({resource}) => resource !== 'secrets'
    const denied = await verify(external() + store, '--against', 'live')
    assert.equal(denied.status, 2)
    assert.match(denied.stderr, /^gsec: error: Secret shop\/live-db in context "test" \(https.*\): you may not read this$/m)
  })

  it('looks a store up in the cluster that a flag names, and nowhere unasked', async () => {
    const asked: string[] = []
    cluster.fault = ({url = ''}, response) => {
      if (!url.includes('secretstores')) return false
      asked.push(url)
      response.writeHead(200, {'content-type': 'application/json'})
      response.end(
        JSON.stringify({
          apiVersion: 'external-secrets.io/v1',
          kind: 'SecretStore',
          metadata: {name: 'fake', namespace: 'shop', uid: 'x'},
          spec: {provider},
        }),
      )
      return true
    }
    const found = await verify(external(), '--context', 'test')
    assert.equal(found.status, 0, found.stdout + found.stderr)
    assert.deepEqual(asked, ['/apis/external-secrets.io/v1/namespaces/shop/secretstores/fake'])
    const unasked = await verify(external())
    assert.equal(unasked.status, 2)
    assert.match(unasked.stderr, /no manifest has the SecretStore fake/)
    assert.equal(asked.length, 1)
  })

  it('says when the cluster does not have the store either', async () => {
    cluster.fault = ({url = ''}, response) => {
      if (!url.includes('clustersecretstores')) return false
      response
        .writeHead(404, {'content-type': 'application/json'})
        .end('{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}')
      return true
    }
    const {status, stderr} = await verify(external('{kind: ClusterSecretStore, name: fake}'), '--context', 'test')
    assert.equal(status, 2)
    assert.match(stderr, /no manifest has the ClusterSecretStore fake/)
  })
})
