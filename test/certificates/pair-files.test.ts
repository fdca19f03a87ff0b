import assert from 'node:assert/strict'
import path from 'node:path'
import {pairFiles} from '../../src/certificates/pair-files.js'
import {sealingKeySecret} from '../../src/certificates/sealing-key.js'
import {GsecError} from '../../src/errors.js'
import {Secret} from '../../src/secret.js'

const none = {certFile: undefined, keyFile: undefined, manifest: undefined}
const summary = (wanted: Partial<Parameters<typeof pairFiles>[0]>) =>
  pairFiles({folder: 'out', ...none, ...wanted}).map(
    file => `${file.path.replaceAll('\\', '/')}: ${file.holds}${file.isSecret ? ', secret' : ''}`,
  )

describe('a new pair is written to', () => {
  for (const {name, wanted, expected} of [
    {
      name: 'the names that Kubernetes has for them',
      wanted: {},
      expected: ['out/tls.crt: certificate', 'out/tls.key: private key, secret'],
    },
    {name: 'the working directory', wanted: {folder: '.'}, expected: ['tls.crt: certificate', 'tls.key: private key, secret']},
    {
      name: 'names of the user',
      wanted: {certFile: 'a.pem', keyFile: 'b/c.pem'},
      expected: ['out/a.pem: certificate', 'out/b/c.pem: private key, secret'],
    },
    {name: 'a manifest alone', wanted: {manifest: 'k.yaml'}, expected: ['out/k.yaml: sealing key Secret, secret']},
    {
      name: 'a manifest and the certificate',
      wanted: {manifest: 'k.yaml', certFile: 'a.pem'},
      expected: ['out/a.pem: certificate', 'out/k.yaml: sealing key Secret, secret'],
    },
  ]) {
    it(name, () => assert.deepEqual(summary(wanted), expected))
  }

  it('an absolute path, as it stands', () => {
    const certFile = path.resolve('/x/a.pem')
    assert.equal(pairFiles({folder: 'out', ...none, certFile})[0]?.path, certFile)
  })

  for (const {name, wanted} of [
    {name: 'standard output', wanted: {manifest: '-'}},
    {name: 'standard output, the key alone', wanted: {keyFile: '-'}},
    {name: 'one file', wanted: {certFile: 'a', keyFile: './a'}},
    {name: 'one file, as a manifest', wanted: {certFile: 'a', manifest: 'b/../a'}},
  ]) {
    it(`not to ${name}`, () => {
      assert.throws(
        () => summary(wanted),
        (error: unknown) => error instanceof GsecError && error.code === 'USAGE',
      )
    })
  }
})

describe('the Secret of a sealing key', () => {
  const pair = {certificatePem: 'CERT', privateKeyPem: Secret.of('KEY')}

  // pkg/controller/keys.go of Sealed Secrets, writeKey
  it('is what the controller writes for itself', () => {
    assert.deepEqual(sealingKeySecret(pair, {namespace: 'sealing'}), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        generateName: 'sealed-secrets-key',
        namespace: 'sealing',
        labels: {'sealedsecrets.bitnami.com/sealed-secrets-key': 'active'},
      },
      type: 'kubernetes.io/tls',
      data: {'tls.crt': 'Q0VSVA==', 'tls.key': 'S0VZ'},
    })
  })

  it('has a name of its own when it is given one', () => {
    const {metadata} = sealingKeySecret(pair, {namespace: 'sealing', name: 'prod-2026'})
    assert.deepEqual(metadata, {
      name: 'prod-2026',
      namespace: 'sealing',
      labels: {'sealedsecrets.bitnami.com/sealed-secrets-key': 'active'},
    })
  })
})
