import assert from 'node:assert/strict'
import path from 'node:path'
import {type ControllerReading, controllerCertificate} from '../../src/certificates/controller-certificate.js'
import {readCertificate} from '../../src/crypto/certificate.js'
import {parseFingerprint} from '../../src/crypto/fingerprint.js'
import {DAY} from '../../src/duration.js'
import {GsecError} from '../../src/errors.js'
import {type ControllerPlace, DEFAULT_PLACE} from '../../src/kube/api-objects.js'
import {controllerService, type FakeCluster, kubeconfigFor, serveCluster} from '../support/fake-cluster.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {closeServers, serveHttp} from '../support/servers.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const FINGERPRINT = readCertificate(vector('kubeseal/cert.pem')).fingerprint
const NOW = new Date()
const service = JSON.stringify({kind: 'Service', spec: {ports: [{name: 'http'}]}})

describe('the certificate of a controller', () => {
  let cluster: FakeCluster
  let cacheFolder: string
  beforeEach(async () => {
    cluster = await serveCluster()
    cacheFolder = path.join(temporaryFolder(), 'gsec')
  })
  afterEach(closeServers)

  function get(reading: Partial<ControllerReading> = {}, extra: object = {}, controller: ControllerPlace = DEFAULT_PLACE) {
    const kube = kubeSurroundings({'.kube/config': kubeconfigFor(cluster, {cluster: extra})})
    return controllerCertificate({controller}, {kube, cacheFolder, cacheUse: 'use', now: NOW, ...reading})
  }
  const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds)

  it('is asked for once a day', async () => {
    const first = await get()
    assert.equal(first.certificate.fingerprint, FINGERPRINT)
    assert.equal(first.cachedAt, undefined)
    assert.equal(first.source, `kube-system/sealed-secrets-controller in context "test" (${cluster.server})`)
    const second = await get({now: later(3 * 3_600_000)})
    assert.equal(second.certificate.fingerprint, FINGERPRINT)
    assert.match(second.source, /\(cached 3 hours ago\)$/)
    assert.equal(cluster.requests.length, 2)
    await get({now: later(DAY)})
    assert.equal(cluster.requests.length, 4)
  })

  it('needs neither login nor network while it is in the cache', async () => {
    await get()
    closeServers()
    const kube = kubeSurroundings({'.kube/config': kubeconfigFor(cluster, {user: {exec: {command: 'gsec-no-such-login'}}})})
    const {certificate} = await controllerCertificate({controller: DEFAULT_PLACE}, {kube, cacheFolder, cacheUse: 'use', now: NOW})
    assert.equal(certificate.fingerprint, FINGERPRINT)
  })

  it('is asked for anew, and kept or not, as the user says', async () => {
    await get({cacheUse: 'off'})
    await get({cacheUse: 'off'})
    assert.equal(cluster.requests.length, 4)
    await get({cacheUse: 'refresh'})
    await get({cacheUse: 'refresh'})
    assert.equal(cluster.requests.length, 8)
    await get()
    assert.equal(cluster.requests.length, 8)
  })

  it('is asked for anew when the one in the cache may not be sealed for', async () => {
    await get()
    await cluster.controller.renew()
    const renewed = readCertificate(Buffer.from(cluster.controller.pairs[0]!.certificate))
    const pinned = await get({pins: [renewed.fingerprint]})
    assert.equal(pinned.certificate.fingerprint, renewed.fingerprint)
    await get({maxAge: DAY})
    assert.equal(cluster.requests.length, 4)
  })

  it('is told aloud when its key is another one than before', async () => {
    await get()
    await cluster.controller.renew()
    const {warnings, previous, certificate} = await get({now: later(2 * DAY)})
    assert.equal(previous?.certificate.fingerprint, FINGERPRINT)
    assert.equal(warnings.length, 1)
    assert.match(
      warnings[0]!,
      new RegExp(`another key than on ${NOW.toISOString().slice(0, 10)}: ${FINGERPRINT} became ${certificate.fingerprint}`),
    )
    assert.deepEqual((await get({cacheUse: 'refresh'})).warnings, [])
  })

  it('says where the controller was found, also when it comes from the cache', async () => {
    cluster.services = [
      {...controllerService, namespace: 'seals', name: 'sealed-secrets', labels: {'app.kubernetes.io/name': 'sealed-secrets'}},
    ]
    for (const _ of [1, 2]) {
      const {notes, place, isElsewhere} = await get()
      assert.deepEqual(place, {namespace: 'seals', name: 'sealed-secrets'})
      assert.equal(isElsewhere, true)
      assert.deepEqual(notes, [
        'kube-system has no Service sealed-secrets-controller; sealed-secrets in seals is the only one that looks like the controller',
      ])
    }
  })

  it('is kept apart from one that came over an unverified connection, which warns', async () => {
    const {warnings} = await get({}, {'insecure-skip-tls-verify': true})
    assert.match(warnings[0]!, /turns off the verification/)
    const count = cluster.requests.length
    await get()
    assert.equal(cluster.requests.length, count + 2)
  })

  it('does without a cache that cannot be trusted, and says so', async () => {
    const kube = kubeSurroundings({'.kube/config': kubeconfigFor(cluster), file: ''})
    const {warnings} = await controllerCertificate(
      {controller: DEFAULT_PLACE},
      {kube, cacheFolder: path.join(kube.home, 'file'), cacheUse: 'use', now: NOW},
    )
    assert.match(warnings[0]!, /certificate cache is not used: .*file /)
  })

  it('is refused over plain http to another machine, unless its key is expected', async () => {
    const remote = {server: 'http://cluster.invalid', 'proxy-url': 'http://127.0.0.1:1'}
    const codeOf = async (reading: Partial<ControllerReading>) => {
      try {
        await get(reading, remote)
      } catch (error) {
        return (error as GsecError).code
      }
      return assert.fail('nobody answers there')
    }
    assert.equal(await codeOf({}), 'ENDPOINT_NOT_TRUSTED')
    assert.equal(await codeOf({pins: [parseFingerprint(`sha256:${'0'.repeat(64)}`)!]}), 'HOST_UNREACHABLE')
    assert.equal(await codeOf({insecureHttp: true}), 'HOST_UNREACHABLE')
  })

  it('that came over plain http once is not taken from the cache by those who do not accept that', async () => {
    const {url} = await serveHttp((request, out) => out.end(request.url?.endsWith('cert.pem') ? vector('kubeseal/cert.pem') : service))
    const remote = {server: 'http://cluster.invalid', 'proxy-url': url.href}
    assert.equal((await get({insecureHttp: true}, remote)).certificate.fingerprint, FINGERPRINT)
    await assert.rejects(get({}, remote), {code: 'ENDPOINT_NOT_TRUSTED'})
  })

  it('is refused when it is no certificate, and not kept', async () => {
    cluster.controller.replies.set('/v1/cert.pem', {status: 200, body: '<html>'})
    await assert.rejects(
      get(),
      (error: unknown) => error instanceof GsecError && error.code === 'CERT_INVALID' && /kube-system/.test(error.where ?? ''),
    )
    cluster.controller.replies.clear()
    assert.equal((await get()).cachedAt, undefined)
  })
})
