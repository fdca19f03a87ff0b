import type {KeyObject} from 'node:crypto'
import {CertificateStatusError, readCertificateSource} from '../certificates/load-certificate.js'
import {distrustOf, parsePins} from '../certificates/trust.js'
import {type Certificate, readCertificate} from '../crypto/certificate.js'
import {CertificateError} from '../crypto/certificate-error.js'
import type {Fingerprint} from '../crypto/fingerprint.js'
import {GsecError} from '../errors.js'
import {readCertificateAddress} from './certificate-address.js'
import {connectionWords, TRUST_HINT} from './connection-words.js'
import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'
import {parseBool, quote} from './go-text.js'
import type {Surroundings} from './surroundings.js'

/**
 * The bytes that --cert names, or the controller's certificate. They are not looked at, unless keys are pinned.
 * @throws Failure
 */
export async function obtainCertificate(flags: FlagValues, surroundings: Surroundings): Promise<Uint8Array> {
  const source = flags.text('cert')
  if (source === '') {
    // the way to the cluster is loaded only for those who take it
    const {controllerCertificate} = await import('./controller.js')
    return controllerCertificate(flags, surroundings, pinsOf(surroundings.env).length > 0)
  }
  const address = readCertificateAddress(source)
  return address.kind === 'file' ? surroundings.files.read(address.path) : download(source, address.scheme, surroundings)
}

async function download(source: string, scheme: string, {env, files}: Surroundings): Promise<Uint8Array> {
  const shown = quote(withoutPassword(source))
  if (!/^(https?|file)$/.test(scheme)) throw new Failure(`Get ${shown}: unsupported protocol scheme ${quote(scheme)}`)
  const pins = pinsOf(env)
  const insecureHttp = acceptsPlainHttp(env)
  try {
    const {bytes} = await readCertificateSource(source, {
      environment: env,
      pins,
      insecureHttp,
      readFile: path => {
        if (!files.isReadable(path)) throw new Failure(`cannot fetch ${shown}: 404 Not Found`)
        return files.read(path)
      },
    })
    return bytes
  } catch (error) {
    if (error instanceof CertificateStatusError) throw new Failure(`cannot fetch ${shown}: ${error.status} ${error.statusText}`)
    if (error instanceof GsecError) throw new Failure(`Get ${shown}: ${reasonOf(error, source)}`, {cause: error})
    throw error
  }
}

function reasonOf({code, message}: GsecError, source: string): string {
  if (code === 'ENDPOINT_NOT_TRUSTED') return `${message}; ${TRUST_HINT}`
  return connectionWords(message, source)
}

function withoutPassword(address: string): string {
  return address.replace(/^([^/]*\/\/[^/:@]*):[^/@]*@/, '$1:***@')
}

/** Whether the user says that nobody sits on the way. */
export function acceptsPlainHttp(env: Surroundings['env']): boolean {
  return parseBool(env['GSEC_INSECURE_HTTP'] ?? '') ?? false
}

/** The keys that GSEC_CERT_FINGERPRINTS expects; none means any. */
function pinsOf(env: Surroundings['env']): Fingerprint[] {
  const texts = (env['GSEC_CERT_FINGERPRINTS'] ?? '').split(/[\s,]+/).filter(text => text !== '')
  return parsePins(texts, 'GSEC_CERT_FINGERPRINTS')
}

/**
 * The key to seal for: that of the first certificate, as long as it has not expired.
 * @throws Failure
 */
export function readSealingKey(bytes: Uint8Array, surroundings: Surroundings): KeyObject {
  const certificate = parseCertificate(bytes)
  if (surroundings.now > certificate.notAfter) {
    throw new Failure(`failed to encrypt using an expired certificate on ${longDate(certificate.notAfter)}`)
  }
  checkPins(certificate, surroundings)
  return certificate.publicKey
}

/**
 * Insists on the keys of GSEC_CERT_FINGERPRINTS, if there are any, also for a certificate that is only copied.
 * @throws Failure
 */
export function checkPinnedBytes(bytes: Uint8Array, surroundings: Surroundings): void {
  if (pinsOf(surroundings.env).length > 0) checkPins(parseCertificate(bytes), surroundings)
}

function checkPins(certificate: Certificate, {env, now}: Surroundings): void {
  const mismatch = distrustOf(certificate, {pins: pinsOf(env), now}).find(({code}) => code === 'CERT_PIN_MISMATCH')
  if (mismatch) throw new Failure(`${mismatch.message} (GSEC_CERT_FINGERPRINTS)`)
}

function parseCertificate(bytes: Uint8Array): Certificate {
  try {
    return readCertificate(bytes)
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error
    throw new Failure(CERTIFICATE_WORDS[error.fault] ?? 'data does not contain any valid RSA or ECDSA certificates', {cause: error})
  }
}

const CERTIFICATE_WORDS: Readonly<Record<string, string>> = {
  malformed: 'x509: malformed certificate',
  'not-rsa': 'expected RSA public key but found another kind of key',
  'weak-key': 'crypto/rsa: keys of fewer than 1024 bits are insecure',
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** February 3, 2020 */
function longDate(date: Date): string {
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${String(date.getUTCFullYear()).padStart(4, '0')}`
}
