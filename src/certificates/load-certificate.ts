import {type Certificate, readCertificate} from '../crypto/certificate.js'
import type {Fingerprint} from '../crypto/fingerprint.js'
import {GsecError} from '../errors.js'
import type {HttpResponse} from '../http/message.js'
import {parseCertificateSource} from './certificate-source.js'

/** Certificates have 2 KB; more is something else. */
const MAX_CERTIFICATE_BYTES = 1024 * 1024

/** What reading a certificate needs from outside. */
export interface CertificateReading {
  /** HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
  environment: Readonly<Record<string, string | undefined>>
  readFile: (path: string, maxBytes: number) => Uint8Array
  /** Keys that the caller will insist on with `checkTrust`: with one, the way the certificate comes does not matter. Absent: it has no way to say them. */
  pins?: readonly Fingerprint[]
  /** Plain http is good enough, the user says. */
  insecureHttp?: boolean
}

export interface LoadedCertificate {
  certificate: Certificate
  /** The file or address as it may be shown. */
  source: string
}

/**
 * Reads a certificate from a file or an address. Whether it may be sealed for is `checkTrust`'s question, which the
 * caller must ask with the same pins.
 *
 * @throws GsecError CERT_INVALID, CERT_UNREACHABLE, FILE_UNREADABLE, or ENDPOINT_NOT_TRUSTED for plain http without a pin
 */
export async function loadCertificate(source: string, reading: CertificateReading): Promise<LoadedCertificate> {
  const {bytes, shown} = await readCertificateSource(source, reading)
  return {certificate: readCertificate(bytes, shown), source: shown}
}

/** The bytes alone, whatever they are, as `kubeseal --fetch-cert --cert` copies them. The same errors but CERT_INVALID. */
export async function readCertificateSource(source: string, reading: CertificateReading): Promise<{bytes: Uint8Array; shown: string}> {
  const parsed = parseCertificateSource(source)
  if (parsed.kind === 'web') return fetchCertificate(parsed.url, reading)
  return {bytes: reading.readFile(parsed.path, MAX_CERTIFICATE_BYTES), shown: parsed.path === '-' ? 'standard input' : parsed.path}
}

async function fetchCertificate(url: URL, reading: CertificateReading): Promise<{bytes: Uint8Array; shown: string}> {
  // node:http costs 9 ms, which a certificate in a file does not have to pay
  const [{request}, {displayUrl, HttpError}] = await Promise.all([import('../http/request.js'), import('../http/http-error.js')])
  const shown = displayUrl(url)
  const acceptsHttp = reading.insecureHttp === true || (reading.pins ?? []).length > 0
  if (url.protocol === 'http:' && !acceptsHttp) {
    throw notTrusted('plain http: anybody on the way can put another certificate in', shown, reading)
  }
  const headers = {accept: 'application/x-pem-file, */*'}
  const redirects = acceptsHttp ? 'follow-to-http' : 'follow'
  const {environment} = reading
  let response: HttpResponse
  try {
    response = await request({url, environment, headers, redirects, maxBytes: MAX_CERTIFICATE_BYTES})
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const {fault, message, where = shown, hint} = error
    throw fault === 'downgrade'
      ? notTrusted(message, where, reading)
      : new GsecError('CERT_UNREACHABLE', message, {where, hint, cause: error})
  }
  if (response.status !== 200) throw new CertificateStatusError(response, shown)
  return {bytes: response.body, shown}
}

function notTrusted(message: string, where: string, {pins}: CertificateReading): GsecError {
  const pin = pins === undefined ? '' : 'name the expected key with --fingerprint sha256:…, '
  return new GsecError('ENDPOINT_NOT_TRUSTED', message, {where, hint: `use https, ${pin}or add --insecure-http`})
}

/** CERT_UNREACHABLE because the server answered, but with no certificate. */
export class CertificateStatusError extends GsecError {
  readonly status: number
  readonly statusText: string

  constructor({status, statusText}: HttpResponse, where: string) {
    super('CERT_UNREACHABLE', `the server answers with HTTP status ${status}`, {where, hint: hintFor(status)})
    this.name = 'CertificateStatusError'
    this.status = status
    this.statusText = statusText
  }
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return 'download the certificate yourself and give the file'
  return status === 404 ? 'check the path of the address' : 'try again later, or give a file'
}
