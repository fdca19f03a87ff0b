import assert from 'node:assert/strict'
import {createPrivateKey, createPublicKey, X509Certificate} from 'node:crypto'
import {inspect} from 'node:util'
import forge from 'node-forge'
import {readCertificate} from '../../src/crypto/certificate.js'
import {open, seal} from '../../src/crypto/envelope.js'
import {type CertificateOptions, makeCertificate} from '../../src/crypto/make-certificate.js'
import {readPrivateKeys} from '../../src/crypto/private-keys.js'
import {Secret} from '../../src/secret.js'
import {vector} from '../support/vectors.js'

const NOW = new Date('2026-11-23T18:12:51.678Z')
const DAY = 86_400_000
const make = (options: Partial<CertificateOptions> = {}) => makeCertificate({bits: 2048, now: NOW, validFor: 3650 * DAY, ...options})

/** The parts of a certificate that do not depend on its key, as forge shows them. */
function shapeOf(pem: string) {
  const certificate = forge.pki.certificateFromPem(pem)
  return {
    version: certificate.version,
    algorithm: certificate.siginfo.algorithmOid,
    subject: certificate.subject.attributes.map(({name, value}) => ({name, value})),
    issuer: certificate.issuer.attributes.map(({name, value}) => ({name, value})),
    extensions: certificate.extensions.map(({name, critical, value}) => ({
      name,
      critical,
      value: name === 'subjectKeyIdentifier' ? value.length : value,
    })),
  }
}

describe('making a certificate', () => {
  it("gives the shape of the controller's own: version, names, extensions and their order", async () => {
    const {certificatePem} = await make()
    assert.deepEqual(shapeOf(certificatePem), shapeOf(vector('certificate/controller.pem').toString()))
  })

  it('signs it with its own key', async () => {
    const {certificatePem, privateKeyPem} = await make()
    const x509 = new X509Certificate(certificatePem)
    const publicKey = createPublicKey(createPrivateKey(privateKeyPem.reveal()))
    assert.ok(x509.publicKey.equals(publicKey))
    assert.ok(x509.verify(publicKey))
    assert.ok(x509.checkPrivateKey(createPrivateKey(privateKeyPem.reveal())))
    const certificate = forge.pki.certificateFromPem(certificatePem)
    assert.ok(certificate.verify(certificate))
    assert.ok(certificate.verifySubjectKeyIdentifier())
  })

  it('makes keys that open what was sealed with it, in the form that controllers write', async () => {
    const {certificatePem, privateKeyPem} = await make()
    assert.match(privateKeyPem.reveal().toString(), /^-----BEGIN RSA PRIVATE KEY-----\n/)
    const [key] = readPrivateKeys(privateKeyPem.reveal())
    const opened = open(seal(Secret.of('value'), 'ns/name', readCertificate(Buffer.from(certificatePem)).publicKey), 'ns/name', key!)
    assert.ok(opened instanceof Secret && opened.equals(Secret.of('value')))
  })

  for (const {name, validFor, notAfter} of [
    {name: 'ten years of 365 days', validFor: 3650 * DAY, notAfter: '2036-11-20T18:12:51.000Z'},
    {name: 'one second', validFor: 1000, notAfter: '2026-11-23T18:12:52.000Z'},
    {name: 'past 2049, where dates take another form', validFor: 36_500 * DAY, notAfter: '2126-10-30T18:12:51.000Z'},
  ]) {
    it(`is valid from now, to the second, for ${name}`, async () => {
      const {notBefore, notAfter: end} = readCertificate(Buffer.from((await make({validFor})).certificatePem))
      assert.equal(notBefore.toISOString(), '2026-11-23T18:12:51.000Z')
      assert.equal(end.toISOString(), notAfter)
    })
  }

  it('takes a key size and a name, beyond ASCII too', async () => {
    const {bits, subject} = readCertificate(Buffer.from((await make({bits: 3072, commonName: 'prod-łódź'})).certificatePem))
    assert.equal(bits, 3072)
    assert.equal(subject, 'CN=prod-łódź')
  })

  it('draws serial numbers of 128 bits that are positive and in shortest form', async () => {
    const serials = await Promise.all(Array.from({length: 12}, async () => serialOf((await make()).certificatePem)))
    assert.equal(new Set(serials.map(bytes => bytes.toString('hex'))).size, serials.length)
    for (const bytes of serials) {
      assert.ok(bytes.length <= 17 && bytes[0]! < 0x80, bytes.toString('hex'))
      assert.ok(bytes[0] !== 0 || bytes[1]! >= 0x80, bytes.toString('hex'))
    }
  })

  it('does not show the private key', async () => {
    const pair = await make()
    for (const shown of [JSON.stringify(pair), inspect(pair, {depth: 9, showHidden: true}), `${pair.privateKeyPem}`]) {
      assert.doesNotMatch(shown, /PRIVATE KEY/)
    }
  })
})

/** The serial number's bytes in the DER: Node and forge print it without its sign byte. */
function serialOf(pem: string): Buffer {
  const der = forge.asn1.fromDer(forge.util.createBuffer(new X509Certificate(pem).raw.toString('latin1')))
  const [toBeSigned] = der.value as forge.asn1.Asn1[]
  const serial = (toBeSigned!.value as forge.asn1.Asn1[])[1]!
  return Buffer.from(serial.value as string, 'latin1')
}
