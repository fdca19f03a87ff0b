import {generateKeyPair, type KeyObject, randomBytes, sign} from 'node:crypto'
import {promisify} from 'node:util'
import type {asn1, pki} from 'node-forge'
import {Secret} from '../secret.js'

/** forge, with a function that its type declarations leave out. */
type Forge = typeof import('node-forge') & {pki: {getTBSCertificate(certificate: pki.Certificate): asn1.Asn1}}

/** Smallest key that gsec makes; the controller's own default is 4096. */
export const MIN_KEY_BITS = 2048
/** Larger ones take minutes to make, and other TLS software refuses them. */
export const MAX_KEY_BITS = 8192

export interface CertificateOptions {
  bits: number
  /** The certificate begins to be valid now, to the second. */
  now: Date
  /** Milliseconds; the controller's default is ten years of 365 days. */
  validFor: number
  /** Empty by default, as in the certificates that controllers make. */
  commonName?: string
}

/** A key pair for a sealing controller. The private key is PKCS#1, the form that the controller itself writes. */
export interface CertificatePair {
  certificatePem: string
  privateKeyPem: Secret
}

/**
 * Makes a key and a self-signed certificate with the extensions of the controller's own.
 * https://github.com/bitnami-labs/sealed-secrets/blob/main/pkg/crypto/keys.go
 */
export async function makeCertificate({bits, now, validFor, commonName = ''}: CertificateOptions): Promise<CertificatePair> {
  const {privateKey, publicKey} = await promisify(generateKeyPair)('rsa', {modulusLength: bits})
  // node-forge takes 40 ms to load and is needed for nothing but this.
  const forge = (await import('node-forge')).default as Forge
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.export({type: 'spki', format: 'pem'}).toString())
  certificate.serialNumber = randomSerial()
  certificate.validity.notBefore = atSecond(now.getTime())
  certificate.validity.notAfter = atSecond(now.getTime() + validFor)
  // forge encodes text only where it is told to: otherwise a letter beyond Latin-1 would lose its upper byte
  const valueTagClass = forge.asn1.Type.UTF8 as unknown as asn1.Class
  const name = commonName === '' ? [] : [{name: 'commonName', value: commonName, valueTagClass}]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    {name: 'keyUsage', critical: true, encipherOnly: true},
    {name: 'basicConstraints', critical: true, cA: true},
    {name: 'subjectKeyIdentifier'},
  ])
  return {
    certificatePem: signWith(privateKey, certificate, forge),
    privateKeyPem: Secret.of(privateKey.export({type: 'pkcs1', format: 'pem'}).toString()),
  }
}

/** Signs with OpenSSL: 30 times as fast as forge's own arithmetic, and in constant time. */
function signWith(privateKey: KeyObject, certificate: pki.Certificate, forge: Forge): string {
  const sha256WithRsa = forge.pki.oids['sha256WithRSAEncryption'] ?? ''
  certificate.signatureOid = sha256WithRsa
  certificate.siginfo.algorithmOid = sha256WithRsa
  const toBeSigned = forge.asn1.toDer(forge.pki.getTBSCertificate(certificate)).getBytes()
  certificate.signature = sign('sha256', Buffer.from(toBeSigned, 'latin1'), privateKey).toString('latin1')
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n')
}

/** 128 random bits as a positive DER integer in hex: no leading zero byte but the one that keeps the sign positive. */
function randomSerial(): string {
  const digits = BigInt(`0x${randomBytes(16).toString('hex')}`).toString(16)
  const even = digits.padStart(digits.length + (digits.length % 2), '0')
  return /^[89a-f]/.test(even) ? `00${even}` : even
}

function atSecond(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000)
}
