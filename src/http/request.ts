import {exchange} from './exchange.js'
import {displayUrl, HttpError} from './http-error.js'
import {DEFAULT_TIMEOUT_MS, type HttpRequest, type HttpResponse} from './message.js'

const MAX_REDIRECTS = 5

/**
 * Sends one request and reads the whole answer, whatever its status.
 * @throws HttpError when there is no complete answer: HOST_UNREACHABLE, TLS_FAILED, RESPONSE_INVALID, ENDPOINT_NOT_TRUSTED
 */
export async function request(wanted: HttpRequest): Promise<HttpResponse> {
  const deadline = performance.now() + (wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  let current = wanted
  for (let redirects = 0; ; redirects++) {
    const response = await exchange(current, deadline)
    const target = redirectTarget(current, response)
    if (!target) return response
    if (redirects === MAX_REDIRECTS) {
      throw new HttpError('redirect', `more than ${MAX_REDIRECTS} redirects`, {where: displayUrl(wanted.url)})
    }
    current = withoutCredentials(current, target)
  }
}

const REDIRECTS = [301, 302, 303, 307, 308]

function redirectTarget({url, method = 'GET', redirects = 'return'}: HttpRequest, response: HttpResponse): URL | undefined {
  const {location} = response.headers
  if (redirects === 'return' || !REDIRECTS.includes(response.status) || location === undefined) return undefined
  const where = displayUrl(url)
  // Another method would send its body, which may hold a secret, to a place that the user did not name.
  if (method !== 'GET' && method !== 'HEAD') throw new HttpError('redirect', 'the server redirects elsewhere', {where})
  const target = resolve(location, url)
  if (!target) throw new HttpError('redirect', 'the server redirects to something that is not an http address', {where})
  if (url.protocol === 'https:' && target.protocol === 'http:' && redirects !== 'follow-to-http') {
    throw new HttpError('downgrade', 'the server redirects from https to plain http', {where})
  }
  return target
}

function resolve(location: string, base: URL): URL | undefined {
  try {
    const target = new URL(location, base)
    return /^https?:$/.test(target.protocol) ? target : undefined
  } catch {
    return undefined
  }
}

/** The same question to another address, with nothing that identifies the user: headers, client certificate, user in the address. */
function withoutCredentials({headers = {}, tls = {}, ...rest}: HttpRequest, target: URL): HttpRequest {
  const url = new URL(target)
  url.username = ''
  url.password = ''
  const {ca, rejectUnauthorized} = tls
  return {
    ...rest,
    url,
    headers: headers['accept'] === undefined ? {} : {accept: headers['accept']},
    tls: {...(ca !== undefined && {ca}), ...(rejectUnauthorized !== undefined && {rejectUnauthorized})},
  }
}
