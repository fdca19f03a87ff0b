import assert from 'node:assert/strict'
import {createPublicKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {CertificateRequest} from '../../src/certificates/sealing-certificates.js'
import {readConfig} from '../../src/config/read-config.js'
import {GsecError} from '../../src/errors.js'
import {objectsOf, readManifests} from '../../src/manifest/read-manifests.js'
import {readSealedSecret} from '../../src/manifest/sealed-secret-manifest.js'
import {certificateFor} from '../../src/seal/change/certificate-for.js'
import {type TargetFlags, targetChooser} from '../../src/seal/choose-targets.js'
import {sealSecretAt} from '../support/secrets.js'

const publicKey = createPublicKey(readFileSync('test/vectors/kubeseal/key.pem'))
const config = `version: 1
clusters:
  staging: {cert: certs/staging.pem}
  eu: {cert: "https://seal.example.com/eu.pem", maxCertAge: 60d, certFingerprints: ["sha256:${'0'.repeat(64)}"]}
  us: {cert: certs/us.pem}
  far: {context: far}
environments:
  - {paths: [staging/**], clusters: [staging], scope: namespace-wide}
  - {paths: [prod/**], clusters: [eu, us]}
  - {paths: [named/**], clusters: [us], output: "{dir}/{name}.yaml"}
  - {paths: [far/**], clusters: [far]}
`

const noFlags: TargetFlags = {fingerprints: [], for: [], controller: {}}

async function targetsOf(
  path: string | undefined,
  flags: Partial<TargetFlags> = {},
  text: string | undefined = config,
  hasCluster = false,
) {
  const requests: CertificateRequest[] = []
  const choose = targetChooser(
    {...noFlags, ...flags},
    {
      config: text === undefined ? undefined : readConfig(Buffer.from(text), '.gsec.yaml').config,
      placeInConfig: file => (file.startsWith('/outside') ? undefined : file),
      fromConfig: file => `root/${file}`,
      certificate: async request => {
        requests.push(request)
        return {publicKey, fingerprint: 'f'}
      },
      namesCluster: () => hasCluster,
      defaultNamespace: () => undefined,
    },
  )
  const targets = await choose({secret: sealSecretAt('s.yaml:1:1'), path})
  return {targets, requests}
}

const refusal = (code: string, message: RegExp, hint?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GsecError)
  assert.equal(error.code, code)
  assert.match(error.message, message)
  if (hint) assert.match(error.hint ?? '', hint)
  return true
}

describe('the certificate for a Secret', () => {
  it('is that of --cert, with its pins and age, whatever the configuration says', async () => {
    const {targets, requests} = await targetsOf('prod/a.yaml', {cert: 'my.pem', fingerprints: ['f'], maxCertAge: '1d'})
    assert.deepEqual(requests, [{source: 'my.pem', cluster: undefined, pins: ['f'], maxAge: '1d'}])
    assert.deepEqual([targets[0]?.cluster, targets[0]?.output], [undefined, undefined])
  })

  it('is that of the environment, as seen from the working directory', async () => {
    const {targets, requests} = await targetsOf('staging/a.yaml')
    assert.equal(requests[0]?.source, 'root/certs/staging.pem')
    assert.equal(targets[0]?.settings.defaultScope?.value, 'namespace-wide')
    assert.equal(targets[0]?.output, undefined)
  })

  it('comes from an address as it stands, with the pins and age of the cluster, for each of several', async () => {
    const {targets, requests} = await targetsOf('prod/a.yaml')
    assert.deepEqual(
      requests.map(({source, maxAge, pins}) => [source, maxAge, pins.length]),
      [
        ['https://seal.example.com/eu.pem', '60d', 1],
        ['root/certs/us.pem', undefined, 0],
      ],
    )
    assert.deepEqual(
      targets.map(({cluster, output}) => [cluster, output]),
      [
        ['eu', '{dir}/{cluster}/{name}.sealed.yaml'],
        ['us', '{dir}/{cluster}/{name}.sealed.yaml'],
      ],
    )
  })

  it('follows --for, and flags win over what the cluster says', async () => {
    const {targets, requests} = await targetsOf('named/a.yaml', {for: ['eu'], fingerprints: ['mine'], maxCertAge: '2d'})
    assert.deepEqual(requests, [{source: 'https://seal.example.com/eu.pem', cluster: 'eu', pins: ['mine'], maxAge: '2d'}])
    assert.equal(targets[0]?.output, '{dir}/{name}.yaml')
    assert.equal((await targetsOf(undefined, {for: ['us']})).targets[0]?.cluster, 'us')
  })

  it('is asked for where nothing names one', async () => {
    await assert.rejects(targetsOf('else/a.yaml'), refusal('CERT_MISSING', /no certificate/, /no environment of \.gsec\.yaml matches/))
    await assert.rejects(targetsOf('/outside/a.yaml'), refusal('CERT_MISSING', /no certificate/))
    await assert.rejects(targetsOf('a.yaml', {}, 'version: 1\n'), refusal('CERT_MISSING', /no certificate/))
    await assert.rejects(targetsOf('/outside/a.yaml', {controller: {context: 'x'}}), refusal('CERT_MISSING', /no certificate/))
  })

  it('is the controller’s where only a cluster is named: by a flag, by .gsec.yaml, or by the kubeconfig', async () => {
    const sourceOf = async (...args: Parameters<typeof targetsOf>) => (await targetsOf(...args)).requests[0]?.source
    assert.equal(typeof (await sourceOf('far/a.yaml')), 'object')
    assert.equal(typeof (await sourceOf('else/a.yaml', {controller: {context: 'x'}}, config, true)), 'object')
    assert.equal(typeof (await sourceOf('a.yaml', {controller: {cluster: 'x'}}, 'version: 1\n', true)), 'object')
    assert.equal(
      typeof (await sourceOf('a.yaml', {controller: {controllerName: 'n', controllerNamespace: 's'}}, 'version: 1\n', true)),
      'object',
    )
    await assert.rejects(targetsOf('else/a.yaml', {}, config, true), refusal('CERT_MISSING', /no certificate/))
  })

  it('of several clusters is not asked through one context', async () => {
    const two = 'version: 1\nclusters: {a: {context: a}, b: {context: b}}\n'
    await assert.rejects(
      targetsOf('x.yaml', {for: ['a', 'b'], controller: {context: 'c'}}, two),
      refusal('USAGE', /--context names one cluster/),
    )
    assert.equal((await targetsOf('x.yaml', {for: ['a', 'b']}, two)).requests.length, 2)
  })

  it('for a change in place is that of the cluster whose output path it is', async () => {
    const sealedAt = (path: string) =>
      readSealedSecret(readManifests(Buffer.from('kind: SealedSecret\nmetadata: {name: db}\n'), path).documents.flatMap(objectsOf)[0]!)
    const certificateAt = async (path: string, flags: Partial<TargetFlags> = {}) => {
      const requests: CertificateRequest[] = []
      await certificateFor(
        sealedAt(path),
        {...noFlags, ...flags},
        {
          config: readConfig(Buffer.from(config), '.gsec.yaml').config,
          placeInConfig: file => (file.startsWith('/') ? undefined : file),
          fromConfig: String,
          certificate: async request => {
            requests.push(request)
            return {publicKey, fingerprint: 'f'}
          },
          namesCluster: () => false,
        },
      )
      return requests[0]?.cluster
    }
    assert.equal(await certificateAt('staging/a.yaml'), 'staging')
    assert.equal(await certificateAt('prod/us/db.sealed.yaml'), 'us')
    assert.equal(await certificateAt('prod/db.yaml', {for: ['eu']}), 'eu')
    await assert.rejects(certificateAt('prod/db.yaml'), refusal('USAGE', /could be for eu or us/, /--for eu/))
    await assert.rejects(certificateAt('/prod/db.yaml', {for: ['eu', 'us']}), refusal('USAGE', /could be for/))
  })

  it('of an unknown cluster is an error that names the near one', async () => {
    await assert.rejects(targetsOf('a.yaml', {for: ['stagin']}), refusal('USAGE', /knows no cluster "stagin"/, /did you mean staging/))
    await assert.rejects(targetsOf('a.yaml', {for: ['qqqqqqq']}), refusal('USAGE', /knows no cluster/, /it knows staging, eu, us, far/))
    await assert.rejects(targetsOf('a.yaml', {for: ['x']}, 'version: 1\n'), refusal('USAGE', /knows no cluster/, /it knows none/))
  })
})

it('the certificate for a Secret: --for without a configuration is an error', () => {
  const around = {
    placeInConfig: () => undefined,
    fromConfig: String,
    certificate: async () => ({publicKey, fingerprint: ''}),
    namesCluster: () => false,
    defaultNamespace: () => undefined,
  }
  assert.throws(() => targetChooser({...noFlags, for: ['x']}, {config: undefined, ...around}), refusal('USAGE', /there is no \.gsec\.yaml/))
})
