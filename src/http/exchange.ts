import http, {type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions} from 'node:http'
import https from 'node:https'
import {Secret} from '../secret.js'
import {plainAgent, proxyHeaders, secureAgent} from './agents.js'
import {userOf} from './credentials.js'
import {displayUrl, HttpError, toHttpError} from './http-error.js'
import {DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT_MS, type HttpRequest, type HttpResponse} from './message.js'
import {proxyFor} from './proxy.js'

/**
 * One request and its whole answer, without following redirects.
 * @param deadline on the clock of `performance.now()`
 */
export async function exchange(wanted: HttpRequest, deadline: number): Promise<HttpResponse> {
  try {
    return await attempt(wanted, deadline)
  } catch (error) {
    // The server may close an idle connection at the moment we use it again; nothing was answered, so ask once more.
    if (!(error instanceof StaleConnection)) throw error
    return await attempt(wanted, deadline)
  }
}

/** A kept connection turned out to be closed, for a request that may be repeated. */
class StaleConnection extends Error {}

function attempt(wanted: HttpRequest, deadline: number): Promise<HttpResponse> {
  const {url, method = 'GET', body, maxBytes = DEFAULT_MAX_BYTES} = wanted
  return new Promise((resolve, reject) => {
    const remaining = Math.max(1, Math.ceil(deadline - performance.now()))
    const outgoing = prepare(wanted, remaining)
    const timer = setTimeout(() => outgoing.destroy(noAnswer(wanted)), remaining)
    outgoing.on('close', () => clearTimeout(timer))
    outgoing.on('error', error => {
      const isStale = outgoing.reusedSocket && /^(ECONNRESET|EPIPE)$/.test((error as NodeJS.ErrnoException).code ?? '')
      reject(isStale && /^(GET|HEAD)$/.test(method) ? new StaleConnection() : toHttpError(error, url))
    })
    outgoing.on('response', incoming => {
      collect(incoming, maxBytes, url).then(
        answer => resolve({...answer, url}),
        error => {
          outgoing.destroy()
          reject(error)
        },
      )
    })
    outgoing.end(body instanceof Secret ? body.reveal() : body)
  })
}

function noAnswer({url, timeoutMs = DEFAULT_TIMEOUT_MS}: HttpRequest): HttpError {
  return new HttpError('timeout', `no complete answer within ${timeoutMs / 1000} s`, {
    where: displayUrl(url),
    hint: 'check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY)',
  })
}

async function collect(incoming: IncomingMessage, maxBytes: number, url: URL): Promise<Omit<HttpResponse, 'url'>> {
  const chunks: Buffer[] = []
  let total = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > maxBytes) throw tooLarge(maxBytes, url)
      chunks.push(chunk)
    }
  } catch (error) {
    throw toHttpError(error, url)
  }
  const {statusCode = 0, statusMessage = '', headers} = incoming
  return {status: statusCode, statusText: statusMessage, headers, body: Buffer.concat(chunks)}
}

function tooLarge(maxBytes: number, url: URL): HttpError {
  const limit = maxBytes >= 1024 * 1024 ? `${Math.floor(maxBytes / 1024 / 1024)} MiB` : `${maxBytes} bytes`
  return new HttpError('too-large', `the answer is larger than ${limit}`, {where: displayUrl(url)})
}

/** The request as Node takes it: straight to the server, by way of an http proxy, or through a tunnel. */
function prepare(wanted: HttpRequest, timeout: number): ClientRequest {
  const {url, method = 'GET', tls = {}, environment} = wanted
  const proxy = wanted.proxy ?? proxyFor(url, environment)
  const common: RequestOptions = {method, timeout, headers: revealed(wanted), auth: userOf(url) ?? null}
  if (url.protocol === 'https:') {
    const {key, ...settings} = tls
    const secret = key === undefined ? {} : {key: key.reveal()}
    return https.request({...common, ...settings, ...secret, ...addressOf(url), path: pathOf(url), agent: secureAgent(proxy)})
  }
  if (!proxy) return http.request({...common, ...addressOf(url), path: pathOf(url), agent: plainAgent()})
  const viaProxy = {...common, ...addressOf(proxy), path: `http://${url.host}${pathOf(url)}`}
  const headers = {...revealed(wanted), host: url.host, ...proxyHeaders(proxy)}
  return proxy.protocol === 'https:'
    ? https.request({...viaProxy, headers, agent: secureAgent(undefined)})
    : http.request({...viaProxy, headers, agent: plainAgent()})
}

function revealed({headers = {}}: HttpRequest): OutgoingHttpHeaders {
  const plain = Object.entries(headers).map(([name, value]) => [name, value instanceof Secret ? value.reveal().toString('utf8') : value])
  return {'user-agent': 'gsec', ...Object.fromEntries(plain)}
}

function addressOf(url: URL): {host: string; port: string | number} {
  return {host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port || (url.protocol === 'https:' ? 443 : 80)}
}

function pathOf(url: URL): string {
  return `${url.pathname}${url.search}`
}
