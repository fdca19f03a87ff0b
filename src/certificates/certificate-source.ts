import {fileURLToPath} from 'node:url'
import {GsecError} from '../errors.js'

/** Where a certificate is read from. */
export type CertificateSource = {kind: 'file'; path: string} | {kind: 'web'; url: URL}

/**
 * Tells a file from an address as kubeseal does: without a scheme, or with one of a single letter (a Windows drive), it
 * is a file. `file:` addresses name a file, too.
 * @throws GsecError CERT_UNREACHABLE for an address that is malformed or of another scheme
 */
export function parseCertificateSource(source: string): CertificateSource {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(source)?.[1]?.toLowerCase()
  if (scheme === undefined) return {kind: 'file', path: source}
  if (scheme === 'file') return {kind: 'file', path: pathOf(source)}
  if (scheme !== 'http' && scheme !== 'https') {
    throw unusable(
      'is an address of a scheme that cannot be read',
      'give a file, or an http, https or file address; a file with a colon in its name as ./NAME',
    )
  }
  try {
    return {kind: 'web', url: new URL(source)}
  } catch {
    throw unusable('is not a valid address', 'an address looks like https://HOST/PATH')
  }
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address)
  } catch {
    throw unusable('is not a valid file address', 'it has no host and an absolute path: file:///path/to/cert.pem')
  }
}

// An address may hold a password, so it is not shown.
function unusable(message: string, hint: string): GsecError {
  return new GsecError('CERT_UNREACHABLE', message, {where: 'certificate', hint})
}
