import {type KeyObject, X509Certificate} from 'node:crypto'
import {CertificateError} from './certificate-error.js'
import {type Fingerprint, fingerprintOf, sshFingerprintOf} from './fingerprint.js'
import {faultOf} from './not-a-certificate.js'
import {readPemBlocks} from './pem.js'

/** Go's crypto/rsa, and so kubeseal and the controller, refuse anything smaller. */
const MIN_BITS = 1024

/** What sealing needs to know of a certificate, and what people ask about it. */
export interface Certificate {
  publicKey: KeyObject
  notBefore: Date
  notAfter: Date
  /** "CN=…, O=…"; empty for the certificates that controllers make. */
  subject: string
  bits: number
  fingerprint: Fingerprint
  sshFingerprint: Fingerprint
  /** Hex digits in upper case, as OpenSSL prints them. */
  serial: string
  /** The certificate alone, without what stood around it in its file. */
  pem: string
}

/**
 * Reads the certificate that kubeseal would seal for: the first in the file. Blocks of other kinds and text around them
 * are skipped; every certificate in the file must be sound. Dates, issuer, chain and usage are not judged here.
 *
 * @param where the file or URL, for the error
 * @throws CertificateError (CERT_INVALID) saying what the bytes are instead
 */
export function readCertificate(data: Uint8Array, where?: string): Certificate {
  // Windows editors begin a file with a byte order mark, which hides a block on the first line from kubeseal.
  const [found] = certificatesIn(data, where) ?? certificatesIn(withoutMark(data), where) ?? []
  if (!found) throw new CertificateError(faultOf(data), where)
  return describe(found, where)
}

/** Undefined without a single certificate block. */
function certificatesIn(data: Uint8Array, where: string | undefined): X509Certificate[] | undefined {
  const blocks = readPemBlocks(data).filter(block => block.type === 'CERTIFICATE' && block.headers.size === 0)
  return blocks.length === 0 ? undefined : blocks.map(block => parse(block.bytes, where))
}

function parse(der: Buffer, where: string | undefined): X509Certificate {
  try {
    // OpenSSL passes over bytes after the certificate, Go does not.
    if (elementLength(der) === der.length) return new X509Certificate(der)
  } catch {
    // the same as a wrong length: OpenSSL's own words quote the input
  }
  throw new CertificateError('malformed', where)
}

function describe(x509: X509Certificate, where: string | undefined): Certificate {
  const publicKey = rsaKeyOf(x509, where)
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < MIN_BITS) throw new CertificateError('weak-key', where)
  return {
    publicKey,
    notBefore: parseTime(x509.validFrom, where),
    notAfter: parseTime(x509.validTo, where),
    // Node leaves it undefined when it is empty, whatever its types say.
    subject: ((x509.subject as string | undefined) ?? '').replaceAll('\n', ', '),
    bits,
    fingerprint: fingerprintOf(publicKey),
    sshFingerprint: sshFingerprintOf(publicKey),
    serial: x509.serialNumber,
    pem: x509.toString(),
  }
}

function rsaKeyOf(x509: X509Certificate, where: string | undefined): KeyObject {
  let publicKey: KeyObject
  try {
    publicKey = x509.publicKey
  } catch {
    throw new CertificateError('not-rsa', where) // a kind of key that OpenSSL does not know
  }
  if (publicKey.asymmetricKeyType !== 'rsa') throw new CertificateError('not-rsa', where)
  return publicKey
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Node 20 gives dates as OpenSSL prints them, "Feb  3 00:00:00 2020 GMT"; Date.parse would take the year 40 for 2040. */
function parseTime(text: string, where: string | undefined): Date {
  const [, month = '', day, hour, minute, second, year] = /^(\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d+) GMT$/.exec(text) ?? []
  if (!MONTHS.includes(month)) throw new CertificateError('malformed', where)
  const date = new Date(0)
  date.setUTCFullYear(Number(year), MONTHS.indexOf(month), Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  return date
}

/** Length of the DER sequence at the start, its header included; undefined when there is none. */
function elementLength(der: Buffer): number | undefined {
  const first = der[1]
  if (der[0] !== 0x30 || first === undefined) return undefined
  if (first < 0x80) return 2 + first
  const lengthBytes = first & 0x7f
  if (lengthBytes === 0 || lengthBytes > 4 || der.length < 2 + lengthBytes) return undefined
  return 2 + lengthBytes + der.readUIntBE(2, lengthBytes)
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf)

function withoutMark(data: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.equals(data.subarray(0, BYTE_ORDER_MARK.length)) ? data.subarray(BYTE_ORDER_MARK.length) : data
}
