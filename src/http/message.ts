import type {IncomingHttpHeaders} from 'node:http'
import type {Secret} from '../secret.js'
import type {Environment} from './proxy.js'

export const DEFAULT_TIMEOUT_MS = 10_000
export const DEFAULT_MAX_BYTES = 1024 * 1024

export interface HttpRequest {
  url: URL
  method?: string
  /** Names in lower case. A credential is given as a Secret; a list is sent as one header for each value. */
  headers?: Readonly<Record<string, string | readonly string[] | Secret>>
  body?: string | Uint8Array | Secret
  tls?: TlsSettings
  /** For everything together: name look-up, connection, redirects and the last byte of the answer. */
  timeoutMs?: number
  maxBytes?: number
  /** HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
  environment: Environment
  /** This proxy instead of the environment's. */
  proxy?: URL
  /**
   * What a redirect does. `return` (the default): it is the answer. `follow`: up to five are followed, GET and HEAD
   * only, without any credential and never from https to http. `follow-to-http`: also to http.
   */
  redirects?: 'return' | 'follow' | 'follow-to-http'
}

/** How the server is recognised, and who we are to it. Without `ca`: the CAs of Node and NODE_EXTRA_CA_CERTS. */
export interface TlsSettings {
  ca?: string
  cert?: string
  key?: Secret
  servername?: string
  rejectUnauthorized?: boolean
}

export interface HttpResponse {
  status: number
  statusText: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** Where the answer came from: after redirects another address than the one asked. */
  url: URL
}
