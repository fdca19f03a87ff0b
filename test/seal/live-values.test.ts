import assert from 'node:assert/strict'
import {readConfig} from '../../src/config/read-config.js'
import {chooseCluster} from '../../src/kube/cluster-access.js'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import {liveCluster, readLiveValues, refuseEavesdroppers, refuseNotLive} from '../../src/seal/change/live-values.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import type {BoundSealedSecret} from '../../src/seal/open/open-sealed-secrets.js'
import {type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {apiServerFor, kubeSurroundings} from '../support/kube-surroundings.js'
import {closeServers} from '../support/servers.js'

const ENCRYPTED = {b: 'AgBsecond==', a: 'AgBfirst='}

function bound(rest = '', metadata = '{name: db, namespace: shop}'): BoundSealedSecret {
  const text = `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: ${metadata}\nspec:\n  encryptedData: ${JSON.stringify(ENCRYPTED)}\n${rest}`
  const found = findSealedSecrets({path: 'db.yaml', bytes: Buffer.from(text), isNamed: true})
  const sealed = chooseSealedSecret(found, {name: undefined, namespace: undefined})
  return {sealed, binding: bindingOf(sealed)}
}

describe('the values of a live Secret', () => {
  let cluster: FakeCluster
  beforeEach(async () => {
    cluster = await serveCluster()
    cluster.secrets = [{namespace: 'shop', name: 'db', values: {a: 'one', b: Buffer.from([0, 255]), c: 'not of the file'}}]
    cluster.sealedSecrets = [{namespace: 'shop', name: 'db', encryptedData: ENCRYPTED, synced: true}]
  })
  afterEach(closeServers)
  const read = () => readLiveValues(bound(), apiServerFor(kubeconfigFor(cluster)))

  it('are those of the keys in the file, in its order', async () => {
    const {values, warnings} = await read()
    assert.deepEqual(
      [...values].map(([key, value]) => [key, [...value.reveal()]]),
      [
        ['b', [0, 255]],
        ['a', [...Buffer.from('one')]],
      ],
    )
    assert.deepEqual(warnings, [])
  })

  it('are doubtful unless the cluster has the same SealedSecret, and the controller has seen it', async () => {
    const states: [FakeCluster['sealedSecrets'], RegExp][] = [
      [[], /does not show its SealedSecret/],
      [
        [{namespace: 'shop', name: 'db', encryptedData: {...ENCRYPTED, a: 'AgBolder='}, synced: true}],
        /another ciphertext of a: what you see may be older$/,
      ],
      [[{namespace: 'shop', name: 'db', encryptedData: {a: ENCRYPTED.a}, synced: true}], /another ciphertext of b:/],
      [[{namespace: 'shop', name: 'db', encryptedData: ENCRYPTED, synced: false}], /has not made the live Secret of this SealedSecret yet/],
      [[{namespace: 'shop', name: 'db', encryptedData: ENCRYPTED}], /has not made the live Secret of this SealedSecret yet/],
    ]
    for (const [state, message] of states) {
      cluster.sealedSecrets = state
      const {warnings} = await read()
      assert.match(warnings.map(warning => warning.message).join(), message)
    }
  })

  it('are refused when one is missing', async () => {
    cluster.secrets = [{namespace: 'shop', name: 'db', values: {a: 'one'}}]
    await assert.rejects(read, {code: 'EDIT_REFUSED', where: 'db.yaml:5:23'})
  })

  it('are none where the Secret has no data', async () => {
    cluster.fault = ({url}, response) => {
      if (!url?.includes('/secrets/')) return false
      response.writeHead(200).end('{"kind": "Secret", "apiVersion": "v1"}')
      return true
    }
    await assert.rejects(read, {code: 'EDIT_REFUSED'})
  })
})

describe('a SealedSecret whose values are to come from the cluster', () => {
  it('names the Secret, and makes nothing of its values', () => {
    assert.doesNotThrow(() => refuseNotLive(bound('  template: {type: Opaque, data: {}}\n')))
    assert.throws(() => refuseNotLive(bound('  template: {data: {x: "{{ .a }}"}}\n')), {code: 'EDIT_REFUSED'})
    const wide = 'annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}'
    assert.throws(() => refuseNotLive(bound('', `{name: db, ${wide}}`)), {code: 'NAMESPACE_MISSING'})
    assert.throws(() => refuseNotLive(bound('', `{namespace: shop, ${wide}}`)), {code: 'MANIFEST_INVALID'})
    assert.throws(() => refuseNotLive(bound('', '{name: .., namespace: shop}')), {code: 'MANIFEST_INVALID'})
    assert.throws(() => refuseNotLive(bound('', '{name: db, namespace: ..}')), {code: 'MANIFEST_INVALID'})
  })
})

describe('the cluster of a live Secret', () => {
  const {config} = readConfig(
    Buffer.from('version: 1\nclusters: {eu: {cert: eu.pem, context: eu}, paper: {cert: paper.pem}}\n'),
    '.gsec.yaml',
  )
  const contextOf = (name: string | undefined, flags: {context?: string; cluster?: string} = {}) =>
    liveCluster(name, flags, config, 'db.yaml').context

  it('is that of the flags, else that which the file is sealed for', () => {
    assert.equal(contextOf('eu', {context: 'us'}), 'us')
    assert.equal(contextOf('eu'), 'eu')
    assert.equal(contextOf(undefined, {cluster: 'x'}), undefined)
    assert.equal(liveCluster(undefined, {}, undefined, 'db.yaml').context, undefined, 'the current one')
  })

  it('is not whatever context is current, where .gsec.yaml has clusters', () => {
    assert.throws(() => contextOf(undefined), {code: 'USAGE', hint: 'name it with --context NAME'})
    assert.throws(() => contextOf('paper'), {
      code: 'USAGE',
      hint: 'give cluster "paper" of .gsec.yaml a context, or name one with --context',
    })
  })

  it('is not asked where others can read along', () => {
    const access = (server: string) => {
      const clusters = [{name: 'x', cluster: {server}}]
      const kubeconfig = JSON.stringify({clusters, contexts: [{name: 'x', context: {cluster: 'x'}}], 'current-context': 'x'})
      return chooseCluster({}, kubeSurroundings({'.kube/config': kubeconfig}))
    }
    for (const server of ['https://k8s.example.com', 'http://localhost:8001', 'http://127.0.0.1:8001', 'http://[::1]:8001'])
      assert.doesNotThrow(() => refuseEavesdroppers(access(server)))
    assert.throws(() => refuseEavesdroppers(access('http://10.0.0.1')), {code: 'ENDPOINT_NOT_TRUSTED'})
  })
})
