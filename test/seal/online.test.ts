import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {readConfig} from '../../src/config/read-config.js'
import {GsecError} from '../../src/errors.js'
import {readSealedSecret} from '../../src/manifest/sealed-secret-manifest.js'
import {controllerChooser} from '../../src/seal/online/controller-for.js'
import {Controllers} from '../../src/seal/online/controllers.js'
import {questionAbout} from '../../src/seal/online/question.js'
import {bindingOf, statedBinding} from '../../src/seal/open/binding-of.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {renewOnline} from '../../src/seal/reseal/renew-online.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {askControllers} from '../../src/seal/verify/check-online.js'
import {Secret} from '../../src/secret.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {openEnvelope} from '../support/open-envelope.js'
import {closeServers} from '../support/servers.js'
import {vectorPublicKey} from '../support/vectors.js'

const sealed = (value: string, label = 'shop/db') => sealOne({value: Secret.of(value), label}, vectorPublicKey)
const manifest = (values: Record<string, string>, metadata = '{name: db, namespace: shop}', more = '') =>
  `kind: SealedSecret\nmetadata: ${metadata}\nspec:\n  encryptedData:\n${Object.entries(values)
    .map(([key, value]) => `    ${key}: ${value}\n`)
    .join('')}${more}`
const read = (text: string, path = 'f.yaml') =>
  findSealedSecrets({path, bytes: Buffer.from(text), isNamed: true}).objects.map(object => readSealedSecret(object))
const bound = (text: string) =>
  read(text).map(one => ({sealed: one, binding: one.namespace === undefined ? statedBinding(one) : bindingOf(one)}))
const failure = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof GsecError && error.code === code && message.test(`${error.where}: ${error.message}; ${error.hint}`)

const wide = (scope: string) => `{name: db, namespace: shop, annotations: {sealedsecrets.bitnami.com/${scope}: "true"}}`

describe('asking controllers about SealedSecrets', () => {
  it('sends name, namespace, scope and ciphertexts, twice the metadata, and nothing else', () => {
    for (const scope of ['namespace-wide', 'cluster-wide']) {
      const [one] = bound(
        manifest(
          {b: 'one', a: 'two'},
          wide(scope).replace('{name', '{labels: {app: shop}, name'),
          '  template: {type: Opaque, data: {url: "{{ .a }}"}}\n',
        ),
      )
      const metadata = {name: 'db', namespace: 'shop', annotations: {[`sealedsecrets.bitnami.com/${scope}`]: 'true'}}
      assert.deepEqual(JSON.parse(questionAbout(one!)), {
        kind: 'SealedSecret',
        apiVersion: 'bitnami.com/v1alpha1',
        metadata,
        spec: {encryptedData: {a: 'two', b: 'one'}, template: {metadata}},
      })
    }
    const [strict] = bound(manifest({a: 'x'}))
    assert.deepEqual(JSON.parse(questionAbout(strict!)).metadata, {name: 'db', namespace: 'shop'})
    const [free] = bound(manifest({a: 'x'}, '{name: db}'))
    assert.deepEqual(JSON.parse(questionAbout(free!)).metadata, {name: 'db'})
  })

  describe('chooses the controller', () => {
    const {config} = readConfig(
      Buffer.from(
        `version: 1\nclusters:\n  here: {context: kind}\n  there: {context: other, cert: there.pem, controller: {name: seals}}\n  paper: {cert: paper.pem}\nenvironments:\n  - {paths: ["a/**"], clusters: [here]}\n  - {paths: ["b/**"], clusters: [there]}\n  - {paths: ["c/**"], clusters: [here, there], output: "c/{cluster}/{name}.yaml"}\n  - {paths: ["d/**"], clusters: [paper]}\n`,
      ),
      '.gsec.yaml',
    )
    const surroundings = {config, placeInConfig: (path: string) => path, fromConfig: (path: string) => path, namesCluster: () => true}
    const flags = {fingerprints: [], for: [], controller: {}}
    const at = (path: string) => read(manifest({a: 'x'}), path)[0]!

    it('of the cluster that a path is for', () => {
      const choose = controllerChooser(flags, surroundings)
      assert.equal(choose(at('a/f.yaml')).context, 'kind')
      assert.deepEqual(
        [choose(at('b/f.yaml')).context, choose(at('b/f.yaml')).controller],
        ['other', {name: 'seals', namespace: 'kube-system'}],
      )
      assert.equal(choose(at('c/there/db.yaml')).context, 'other')
      assert.throws(() => choose(at('c/f.yaml')), failure('USAGE', /could be for here or there/))
      assert.throws(() => choose(at('d/f.yaml')), failure('USAGE', /cluster "paper" of \.gsec\.yaml names no context/))
      assert.throws(() => choose(at('e/f.yaml')), failure('CERT_MISSING', /no environment of \.gsec\.yaml matches/))
    })

    it('of flags before all', () => {
      assert.equal(controllerChooser({...flags, controller: {context: 'mine'}}, surroundings)(at('d/f.yaml')).context, 'mine')
      const one = controllerChooser({...flags, controller: {context: 'mine'}}, surroundings)
      assert.equal(one(at('a/f.yaml')).context, 'mine')
      assert.throws(() => one(at('b/f.yaml')), failure('USAGE', /^here, there: --context names one cluster/))
      assert.equal(controllerChooser({...flags, for: ['there']}, surroundings)(at('a/f.yaml')).context, 'other')
    })

    it('of the current context where there is no .gsec.yaml', () => {
      const choose = controllerChooser({...flags, controller: {controllerName: 'x'}}, {...surroundings, config: undefined})
      assert.deepEqual(choose(at('f.yaml')).controller, {name: 'x', namespace: 'kube-system'})
    })
  })

  describe('with a cluster', () => {
    let cluster: FakeCluster
    beforeEach(async () => {
      cluster = await serveCluster()
    })
    afterEach(closeServers)

    function controllers(kubeconfig = kubeconfigFor(cluster)) {
      const kube = kubeSurroundings({'.kube/config': kubeconfig})
      return new Controllers({kube, timeoutMs: 5000, insecureHttp: false, instead: 'or do without'})
    }
    const source = {controller: {namespace: 'kube-system', name: 'sealed-secrets-controller'}}
    const counts: string[] = []
    const asking = () => ({
      controllers: controllers(),
      controllerFor: () => source,
      sleep: async () => {},
      whileAsking: <T>(total: number, work: (onAnswer: (count: number) => void) => Promise<T>) =>
        work(count => counts.push(`${count} of ${total}`)),
    })

    it('opens each once, and says which', async () => {
      const all = controllers()
      const [one, two] = await Promise.all([all.get(source), all.get({...source})])
      assert.equal(one, two)
      assert.equal(cluster.requests.length, 1)
      assert.deepEqual(all.notes, [`asked kube-system/sealed-secrets-controller in context "test" (${cluster.server})`])
      await assert.rejects(all.get({controller: {namespace: 'a b', name: 'x'}}), failure('USAGE', /--controller-namespace/))
    })

    it('warns of a server that is not verified, and refuses plain http', async () => {
      const lax = controllers(
        kubeconfigFor(cluster, {cluster: {'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true}}),
      )
      await lax.get(source)
      assert.match(lax.warnings[0]?.message ?? '', /turns off the verification/)
      const plain = controllers(kubeconfigFor(cluster, {cluster: {server: 'http://192.0.2.1'}}))
      await assert.rejects(plain.get(source), failure('ENDPOINT_NOT_TRUSTED', /plain http/))
    })

    it('renews every value, and counts', async () => {
      await cluster.controller.renew()
      counts.length = 0
      const text = `${manifest({a: sealed('x'), b: sealed('')})}---\n${manifest({c: sealed('y', '')}, wide('cluster-wide'))}---\n${manifest({}, '{name: empty, namespace: shop}', '    {}\n')}`
      const renewals = await renewOnline(asking())(bound(text))
      assert.deepEqual(
        renewals.map(({renewed, fresh, faults}) => [[...renewed.keys()], fresh, faults]),
        [
          [['a', 'b'], 0, []],
          [['c'], 0, []],
          [[], 0, []],
        ],
      )
      const [{key} = {key: undefined}] = cluster.controller.pairs
      assert.equal(openEnvelope(Buffer.from(renewals[0]!.renewed.get('a')!, 'base64'), 'shop/db', key!).plaintext?.toString(), 'x')
      assert.equal(createPublicKey(key!).asymmetricKeyDetails?.modulusLength, 2048)
      assert.deepEqual(counts, ['1 of 3', '2 of 3', '3 of 3'])
    })

    it('tells what the controller cannot decrypt from what it cannot do', async () => {
      const text = manifest({a: sealed('x', 'shop/web'), b: 'AA=='}, '{name: db, namespace: shop}')
      const [cut] = await renewOnline(asking())(bound(text))
      assert.deepEqual(
        cut?.faults.map(({reason, key}) => [reason, key]),
        [['cut-off', 'b']],
      )
      const [refused] = await renewOnline(asking())(bound(manifest({a: sealed('x', 'shop/web')})))
      assert.deepEqual(
        refused?.faults.map(({reason, where, key}) => [reason, where, key]),
        [['refused', 'f.yaml:1:1', undefined]],
      )
      cluster.controller.replies.set('/v1/rotate', {status: 500, body: ''})
      await assert.rejects(
        renewOnline(asking())(bound(manifest({a: sealed('x')}))),
        failure('CONTROLLER_UNAVAILABLE', /the controller failed \(HTTP 500\)/),
      )
      cluster.controller.replies.set('/v1/rotate', {status: 409, body: ''})
      const [conflict] = await renewOnline(asking())(bound(manifest({a: sealed('x')})))
      assert.equal(conflict?.faults[0]?.reason, 'refused')
    })

    for (const body of [
      'no JSON',
      '[]',
      '{"spec": 5}',
      '{"spec": {"encryptedData": null}}',
      '{"spec": {"encryptedData": {"a": 5}}}',
      JSON.stringify({spec: {encryptedData: {a: sealed('longer')}}}),
    ]) {
      it(`takes nothing out of ${body.slice(0, 60)}`, async () => {
        cluster.controller.replies.set('/v1/rotate', {status: 200, body})
        await assert.rejects(
          renewOnline(asking())(bound(manifest({a: sealed('x')}))),
          failure('RESPONSE_INVALID', /^f\.yaml:1:1: the controller did not give every value back/),
        )
      })
    }

    it('verifies every SealedSecret whose place is known', async () => {
      const text = [
        manifest({a: sealed('x')}),
        manifest({a: sealed('x', 'shop/web')}),
        manifest({a: sealed('x')}, '{name: db}'),
        manifest({a: sealed('x')}, '{namespace: shop, annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}}'),
        manifest({a: sealed('x', '')}, '{name: db, annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}}'),
        manifest({a: 'AA=='}),
      ].join('---\n')
      const observations = await askControllers(asking())(bound(text))
      assert.deepEqual(
        observations.map(({rule, message}) => [rule, message]),
        [
          ['sealed-refused', 'db names no namespace, so that the controller cannot be asked'],
          ['sealed-refused', 'shop/db is nothing that the controller can decrypt'],
          ['sealed-refused', 'a SealedSecret without a valid name is nothing that the controller can decrypt'],
        ],
      )
      assert.equal(cluster.requests.filter(({method}) => method === 'POST').length, 4)
    })

    it('asks nobody where there is nothing to ask', async () => {
      assert.deepEqual(await askControllers(asking())([]), [])
      assert.deepEqual(await renewOnline(asking())([]), [])
      assert.deepEqual(cluster.requests, [])
    })

    it('waits, and gives up when that does not help', async () => {
      let count = 0
      cluster.fault = (request, response) => {
        if (!request.url?.endsWith('/v1/verify')) return false
        count++
        response.writeHead(429, {'retry-after': '0'}).end()
        return true
      }
      await assert.rejects(
        askControllers(asking())(bound(manifest({a: sealed('x')}))),
        failure('CONTROLLER_UNAVAILABLE', /too many requests \(HTTP 429\)/),
      )
      assert.ok(count > 8 && count < 50, `asked ${count} times`)
    })

    it('finds another name of the Service', async () => {
      cluster.services = [
        {...controllerService, namespace: 'seals', name: 'sealed-secrets', labels: {'app.kubernetes.io/name': 'sealed-secrets'}},
      ]
      const all = controllers()
      await all.get(source)
      assert.match(all.notes[0] ?? '', /^asked seals\/sealed-secrets in context "test"/)
    })
  })
})
