import {HttpError} from '../../http/http-error.js'
import type {HttpRequest, HttpResponse} from '../../http/message.js'
import {request} from '../../http/request.js'
import {retryWhileBusy} from '../../http/retry.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {toUnreachable, unexpected} from './failures.js'

/** Longest wait between two attempts: a build is waiting, too. */
const MAX_WAIT_MS = 8000
/** The largest secret has a megabyte (Vault); a page of names stays below it. */
export const MAX_BYTES = 4 * 1024 * 1024
/** 429 and what gateways say while a server restarts. */
const BUSY = [429, 502, 503, 504]

export type ProviderRequest = Omit<HttpRequest, 'environment' | 'timeoutMs' | 'maxBytes' | 'redirects'>

/**
 * Sends a request to a provider, with retries while it is busy. No redirect is followed: it would carry the credential, or
 * ask somebody else for a value.
 * @throws GsecError PROVIDER_UNREACHABLE or PROVIDER_RESPONSE_INVALID
 */
export async function send(wanted: ProviderRequest, where: string, surroundings: ProviderSurroundings): Promise<HttpResponse> {
  const {kube, timeoutMs, sleep} = surroundings
  const complete: HttpRequest = {...wanted, environment: kube.env, maxBytes: MAX_BYTES, ...(timeoutMs !== undefined && {timeoutMs})}
  // Sent again, a write might be done twice where it was done the first time: only where the server says that it was not.
  const isRead = (wanted.method ?? 'GET') === 'GET'
  try {
    const response = await retryWhileBusy(() => request(complete), {
      maxWaitMs: MAX_WAIT_MS,
      isBusy: ({status}) => (isRead ? BUSY.includes(status) : status === 429),
      ...(sleep && {sleep}),
    })
    if (response.status >= 300 && response.status < 400) throw unexpected(where, 'the provider redirects elsewhere')
    return response
  } catch (error) {
    if (error instanceof HttpError) throw toUnreachable(error, where)
    throw error
  }
}

/** An answer as JSON object. @throws GsecError PROVIDER_RESPONSE_INVALID */
export function jsonObject({body}: Pick<HttpResponse, 'body'>, where: string): Readonly<Record<string, unknown>> {
  const value = parse(body)
  if (isRecord(value)) return value
  throw unexpected(where)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined // its message quotes the answer
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The texts among the values of an object; none for anything else. */
export function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
