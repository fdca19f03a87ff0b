import {type ErrorCode, GsecError} from '../errors.js'

/** What went wrong, for programs; the message says it to people. */
export type HttpFault =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'closed'
  | 'tls'
  | 'untrusted'
  | 'proxy'
  | 'redirect'
  | 'downgrade'
  | 'too-large'
  | 'malformed'

const CODES: Readonly<Record<HttpFault, ErrorCode>> = {
  dns: 'HOST_UNREACHABLE',
  refused: 'HOST_UNREACHABLE',
  unreachable: 'HOST_UNREACHABLE',
  timeout: 'HOST_UNREACHABLE',
  closed: 'HOST_UNREACHABLE',
  proxy: 'HOST_UNREACHABLE',
  tls: 'TLS_FAILED',
  untrusted: 'TLS_FAILED',
  redirect: 'RESPONSE_INVALID',
  downgrade: 'ENDPOINT_NOT_TRUSTED',
  'too-large': 'RESPONSE_INVALID',
  malformed: 'RESPONSE_INVALID',
}

/** A request without an answer. An answer with an error status is no HttpError: what it means is the caller's to say. */
export class HttpError extends GsecError {
  readonly fault: HttpFault

  /** @param where the address without user, password and query, `displayUrl` makes it */
  constructor(fault: HttpFault, message: string, {where, hint, cause}: {where: string; hint?: string; cause?: unknown}) {
    super(CODES[fault], message, {where, hint, cause})
    this.name = 'HttpError'
    this.fault = fault
  }
}

/** An address that may be shown: user, password, query and fragment can hold credentials. */
export function displayUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** Says in words what Node's error of a failed request means. Its own message can quote addresses and certificates. */
export function toHttpError(error: unknown, url: URL): HttpError {
  if (error instanceof HttpError) return error
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  const where = displayUrl(url)
  const [fault, message, hint] = KNOWN[code] ?? byFamily(code)
  return new HttpError(fault, message, {where, cause: error, ...(hint !== undefined && {hint})})
}

type Words = readonly [fault: HttpFault, message: string, hint?: string]

const OWN_CA = 'if the server uses your own CA, name its file in NODE_EXTRA_CA_CERTS'
const NETWORK = 'check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY)'

const KNOWN: Readonly<Record<string, Words>> = {
  ENOTFOUND: ['dns', 'host name not found', NETWORK],
  EAI_AGAIN: ['dns', 'host name could not be looked up', NETWORK],
  ECONNREFUSED: ['refused', 'connection refused', NETWORK],
  EHOSTUNREACH: ['unreachable', 'no route to the host', NETWORK],
  ENETUNREACH: ['unreachable', 'no route to the network', NETWORK],
  ETIMEDOUT: ['timeout', 'no connection in time', NETWORK],
  ECONNRESET: ['closed', 'the connection was closed before the answer was complete'],
  EPIPE: ['closed', 'the connection was closed before the answer was complete'],
  ERR_STREAM_PREMATURE_CLOSE: ['closed', 'the connection was closed before the answer was complete'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['untrusted', "the server's TLS certificate is self-signed", OWN_CA],
  SELF_SIGNED_CERT_IN_CHAIN: ['untrusted', "the server's TLS certificate is from an unknown CA", OWN_CA],
  UNABLE_TO_GET_ISSUER_CERT: ['untrusted', "the server's TLS certificate is from an unknown CA", OWN_CA],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['untrusted', "the server's TLS certificate is from an unknown CA", OWN_CA],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['untrusted', "the server's TLS certificate is from an unknown CA", OWN_CA],
  CERT_HAS_EXPIRED: ['untrusted', "the server's TLS certificate has expired"],
  CERT_NOT_YET_VALID: ['untrusted', "the server's TLS certificate is not valid yet", 'check the clock of this machine'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['untrusted', "the server's TLS certificate is for another host name"],
  EPROTO: ['tls', 'no TLS connection could be made', 'the port may speak plain http'],
}

function byFamily(code: string): Words {
  if (/^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO)/.test(code)) return ['tls', 'no TLS connection could be made', 'the port may speak plain http']
  // OpenSSL's names for a certificate that does not verify
  if (/CERT|CRL|SIGNATURE|ISSUER|PURPOSE/.test(code)) return ['untrusted', "the server's TLS certificate is not trusted", OWN_CA]
  if (code.startsWith('HPE_')) return ['malformed', 'the answer is not HTTP']
  return ['unreachable', 'no connection could be made', NETWORK]
}
