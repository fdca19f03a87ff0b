import {GsecError} from '../errors.js'
import {HttpError} from '../http/http-error.js'
import {DEFAULT_TIMEOUT_MS, type HttpResponse} from '../http/message.js'
import {request} from '../http/request.js'
import {type RetryOptions, retryWhileBusy} from '../http/retry.js'
import type {Secret} from '../secret.js'
import {type ClusterAccess, refusePlainHttp} from './cluster-access.js'
import {OFFLINE} from './controller-failure.js'
import {type Login, logIn} from './login.js'
import type {KubeSurroundings} from './surroundings.js'

/** One request, below the address of the API server. */
export interface ApiRequest {
  /** Begins with a slash; names in it are those that Kubernetes allows. */
  path: string
  query?: Readonly<Record<string, string>>
  method?: 'GET' | 'POST' | 'PUT'
  accept: string
  body?: string | Uint8Array | Secret
  /** Of the body; without it the server guesses. */
  contentType?: string
  /** Of the answer; 1 MiB unless said otherwise. */
  maxBytes?: number
}

export interface ApiServerOptions {
  /** For one request with its answer. */
  timeoutMs?: number | undefined
  /** Plain http to another machine is good enough, the user says. */
  insecureHttp?: boolean | undefined
  /** How to do without the cluster, at the end of hints. */
  instead?: string | undefined
  retry?: Pick<RetryOptions, 'sleep'>
}

/** More waiting than this is not for a program that somebody looks at. */
const MAX_WAIT_MS = 5000

/** An API server to which the user of the kubeconfig logs in, once, at the first request. */
export class ApiServer {
  readonly access: ClusterAccess
  /** How to do without the cluster, at the end of hints. */
  readonly instead: string
  readonly #surroundings: KubeSurroundings
  readonly #options: ApiServerOptions
  #login: Promise<Login> | undefined

  constructor(access: ClusterAccess, surroundings: KubeSurroundings, options: ApiServerOptions = {}) {
    this.access = access
    this.instead = options.instead ?? OFFLINE
    this.#surroundings = surroundings
    this.#options = options
  }

  /**
   * Sends a request and gives its answer, whatever the status. Where the server asks for patience it is asked again, as
   * client-go does: after 429, and where Retry-After says when.
   * @throws GsecError HOST_UNREACHABLE, TLS_FAILED, RESPONSE_INVALID, ENDPOINT_NOT_TRUSTED, LOGIN_FAILED, FILE_UNREADABLE
   */
  async send(wanted: ApiRequest): Promise<HttpResponse> {
    const login = await this.logIn()
    try {
      return await retryWhileBusy(() => this.#attempt(wanted, login), {
        maxWaitMs: MAX_WAIT_MS,
        isBusy: ({status, headers}) => status === 429 || (status >= 500 && headers['retry-after'] !== undefined),
        ...this.#options.retry,
      })
    } catch (error) {
      throw error instanceof HttpError ? this.#explained(error) : error
    }
  }

  /**
   * Logs in, unless that has been done: a program may ask the user for it.
   * @throws GsecError ENDPOINT_NOT_TRUSTED, LOGIN_FAILED, FILE_UNREADABLE
   */
  async logIn(): Promise<Login> {
    refusePlainHttp(this.access, this.#options.insecureHttp)
    this.#login ??= logIn(this.access, this.#surroundings)
    return await this.#login
  }

  #attempt(wanted: ApiRequest, {headers, certificate, key}: Login): Promise<HttpResponse> {
    const {path, query = {}, method = 'GET', accept, body, contentType, maxBytes} = wanted
    const {server, ca, isUnverified, tlsServerName, proxy} = this.access
    const url = new URL(server)
    url.pathname = `${server.pathname.replace(/\/$/, '')}${path}`
    url.search = new URLSearchParams(query).toString()
    return request({
      url,
      method,
      headers: {accept, ...(contentType !== undefined && {'content-type': contentType}), ...headers},
      tls: {
        ...(ca !== undefined && {ca}),
        ...(isUnverified && {rejectUnauthorized: false}),
        ...(tlsServerName !== undefined && {servername: tlsServerName}),
        ...(certificate !== undefined && key && {cert: certificate, key}),
      },
      timeoutMs: this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      environment: this.#surroundings.env,
      ...(body !== undefined && {body}),
      ...(maxBytes !== undefined && {maxBytes}),
      ...(proxy && {proxy}),
    })
  }

  /** The same failure with what can be done about it here. */
  #explained(error: HttpError): GsecError {
    const {label, proxy} = this.access
    const where = error.fault === 'proxy' && proxy ? error.where : label
    return new GsecError(error.code, error.message, {where, hint: hintFor(error.fault, this.instead), cause: error})
  }
}

const WAY = 'check context, network, VPN and proxy (HTTPS_PROXY, NO_PROXY)'

function hintFor(fault: HttpError['fault'], instead: string): string {
  return FINAL_HINTS[fault] ?? `${WAYS[fault] ?? WAY}, ${instead}`
}

const WAYS: Partial<Record<HttpError['fault'], string>> = {
  timeout: `give it longer with --request-timeout 30s, ${WAY}`,
  proxy: 'check proxy-url in the kubeconfig, HTTPS_PROXY and NO_PROXY',
  closed: 'try again',
}

const FINAL_HINTS: Partial<Record<HttpError['fault'], string>> = {
  untrusted: "the kubeconfig's certificate-authority is not the server's: get a new kubeconfig, and be sure that the address is right",
  tls: 'check the server in the kubeconfig: the port may speak plain http, or want a client certificate',
  'too-large': 'check the server in the kubeconfig: something else answers there',
  malformed: 'check the server in the kubeconfig: something else answers there',
}
