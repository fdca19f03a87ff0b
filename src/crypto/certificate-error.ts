import {GsecError} from '../errors.js'

/** For each thing that is not a usable certificate: what to say and what to do about it. */
const FAULTS = {
  empty: ['is empty', 'fetch the certificate again with "gsec cert fetch"'],
  'utf-16': ['is UTF-16 text, not a PEM file', 'save it as UTF-8; in PowerShell write with "Set-Content -Encoding utf8"'],
  'public-key': ['holds a public key, not a certificate', 'give the whole certificate: "gsec cert fetch" writes it'],
  'private-key': ['holds a private key, not a certificate', 'give the certificate (tls.crt), and keep the private key out of git'],
  request: ['holds a certificate request, not a certificate', 'have it signed first, or make a pair with "gsec cert create"'],
  headers: ['holds a certificate with PEM headers, which kubeseal ignores', 'remove the lines between BEGIN and the first line of base64'],
  'other-pem': ['holds PEM blocks, but no certificate', 'the block must begin with -----BEGIN CERTIFICATE-----'],
  damaged: [
    'holds a damaged PEM block',
    'BEGIN and END each start a line, with base64 between them; "gsec cert fetch" gets the certificate anew',
  ],
  der: ['is a certificate in DER form, not PEM', 'convert it: openssl x509 -inform der -in FILE -out cert.pem'],
  base64: ['is base64 of a PEM file', 'decode it first: base64 -d FILE > cert.pem'],
  html: ['is an HTML page, not a certificate', 'the address leads to a web page, perhaps a login: download the PEM file itself'],
  manifest: ['is a manifest or JSON, not a certificate', 'give the PEM file: the decoded tls.crt of the Secret'],
  'not-pem': [
    'holds no certificate',
    'a PEM certificate begins with -----BEGIN CERTIFICATE-----; "gsec cert fetch" gets the controller\'s',
  ],
  malformed: ['holds a malformed certificate', 'fetch the certificate again with "gsec cert fetch"'],
  'not-rsa': ['holds a certificate that is not for an RSA key', 'sealing needs RSA: make a pair with "gsec cert create"'],
  'weak-key': ['holds a certificate for an RSA key of fewer than 1024 bits', 'make a larger one with "gsec cert create"'],
} as const satisfies Record<string, readonly [message: string, hint: string]>

/**
 * Why bytes are not a certificate to seal for. kubeseal tells fewer apart: `malformed`, `not-rsa` and `weak-key` have
 * errors of their own there, everything else is "data does not contain any valid RSA or ECDSA certificates".
 */
export type CertificateFault = keyof typeof FAULTS

/** CERT_INVALID, with the reason for programs. */
export class CertificateError extends GsecError {
  readonly fault: CertificateFault

  constructor(fault: CertificateFault, where: string | undefined) {
    const [message, hint] = FAULTS[fault]
    super('CERT_INVALID', message, {where, hint})
    this.name = 'CertificateError'
    this.fault = fault
  }
}
