import http from 'node:http'
import https from 'node:https'
import type {Duplex} from 'node:stream'
import tls from 'node:tls'
import {userOf} from './credentials.js'
import {displayUrl, HttpError, toHttpError} from './http-error.js'

// One pool of connections for the whole program: requests to the same place share a connection. Idle connections do
// not keep the program running.
const plain = new http.Agent({keepAlive: true})
const secure = new https.Agent({keepAlive: true})
const tunnels = new Map<string, TunnelAgent>()

/** The pool for plain http, also to a proxy that is spoken to in plain http. */
export function plainAgent(): http.Agent {
  return plain
}

/** The pool for https, straight or through a proxy's CONNECT. */
export function secureAgent(proxy: URL | undefined): https.Agent {
  if (!proxy) return secure
  const existing = tunnels.get(proxy.href)
  if (existing) return existing
  const tunnel = new TunnelAgent(proxy)
  tunnels.set(proxy.href, tunnel)
  return tunnel
}

/** `Proxy-Authorization` for a proxy address with a user and password. */
export function proxyHeaders(proxy: URL): Record<string, string> {
  const user = userOf(proxy)
  return user === undefined ? {} : {'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}`}
}

type OnConnection = (error: Error | null, socket: Duplex) => void

/** TLS connections inside a tunnel that an http proxy opens on CONNECT. */
class TunnelAgent extends https.Agent {
  readonly #proxy: URL

  constructor(proxy: URL) {
    super({keepAlive: true})
    this.#proxy = proxy
  }

  // Returning nothing means: the connection comes through the callback.
  override createConnection(options: https.RequestOptions, callback?: OnConnection): undefined {
    openTunnel(this.#proxy, options).then(
      socket => callback?.(null, tls.connect({...options, socket, ALPNProtocols: ['http/1.1']} as tls.ConnectionOptions)),
      error => (callback as ((error: Error) => void) | undefined)?.(error),
    )
  }
}

/** @param options of the request that the tunnel is for; its `timeout` bounds the opening */
function openTunnel(proxy: URL, {host, port, timeout}: https.RequestOptions): Promise<Duplex> {
  const target = `${host?.includes(':') ? `[${host}]` : host}:${port ?? 443}`
  const transport = proxy.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const connect = transport.request({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      headers: {host: target, ...proxyHeaders(proxy)},
      agent: false,
    })
    const timer = setTimeout(() => connect.destroy(noAnswer(proxy)), timeout)
    connect.on('close', () => clearTimeout(timer))
    connect.on('error', error => reject(toProxyError(error, proxy)))
    connect.on('connect', ({statusCode = 0}, socket: Duplex, head: Buffer) => {
      clearTimeout(timer)
      if (statusCode !== 200) {
        socket.destroy()
        reject(refusal(proxy, statusCode))
      } else {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
      }
    })
    connect.end()
  })
}

function noAnswer(proxy: URL): HttpError {
  return new HttpError('proxy', 'the proxy does not answer', {where: displayUrl(proxy)})
}

function toProxyError(error: Error, proxy: URL): HttpError {
  const {message, cause} = toHttpError(error, proxy)
  return error instanceof HttpError ? error : new HttpError('proxy', `proxy: ${message}`, {where: displayUrl(proxy), cause})
}

function refusal(proxy: URL, status: number): HttpError {
  const hint = status === 407 ? 'put user and password into the address of the proxy' : 'check HTTPS_PROXY and NO_PROXY'
  return new HttpError('proxy', `the proxy refused to connect (HTTP ${status})`, {where: displayUrl(proxy), hint})
}
