import {HttpError} from '../../http/http-error.js'
import {request} from '../../http/request.js'
import {Secret} from '../../secret.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {settingsInvalid} from './failures.js'
import {jsonObject, MAX_BYTES} from './send.js'

/** A request as the SDK hands it over, signed. */
interface SdkRequest {
  method: string
  protocol: string
  hostname: string
  port?: number
  path: string
  query?: Readonly<Record<string, string | readonly string[] | null>>
  headers: Readonly<Record<string, string>>
  body?: unknown
}

interface SdkResponse {
  response: {statusCode: number; reason: string; headers: Record<string, string>; body: Uint8Array}
}

/**
 * Sends the SDK's requests by gsec's own client: its proxies, time limit, largest answer, and no redirects. The SDK
 * retries (4 attempts) and waits in between.
 */
export class AwsTransport {
  readonly #surroundings: ProviderSurroundings

  constructor(surroundings: ProviderSurroundings) {
    this.#surroundings = surroundings
  }

  async handle({method, protocol, hostname, port, path, query = {}, headers, body}: SdkRequest): Promise<SdkResponse> {
    const {kube, timeoutMs} = this.#surroundings
    const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`)
    for (const [name, value] of Object.entries(query)) for (const text of [value ?? ''].flat()) url.searchParams.append(name, text)
    try {
      const answer = await request({
        url,
        method,
        headers: withSecrets(headers),
        environment: kube.env,
        maxBytes: MAX_BYTES,
        ...(timeoutMs !== undefined && {timeoutMs}),
        ...(typeof body === 'string' || body instanceof Uint8Array ? {body: Secret.of(body)} : {}),
      })
      // Both services answer with an object; of anything else the SDK would make an empty answer.
      if (answer.status === 200 && 'x-amz-target' in headers) jsonObject(answer, url.host)
      return {response: {statusCode: answer.status, reason: answer.statusText, headers: flat(answer.headers), body: answer.body}}
    } catch (error) {
      throw isWorthAnotherTry(error) ? Object.assign(error, {$retryable: {throttling: false}}) : error
    }
  }

  // The SDK asks for these; there is nothing to set.
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {}
  }
}

/** A dropped connection is; a wrong name, certificate or a time limit that has passed is not. */
const isWorthAnotherTry = (error: unknown): error is HttpError => error instanceof HttpError && error.fault === 'closed'

/** Host and length are set by Node. */
function withSecrets(headers: Readonly<Record<string, string>>): Record<string, string | Secret> {
  const kept = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(
    kept
      .filter(([name]) => name !== 'content-length')
      .map(([name, value]) => [name, CREDENTIALS.includes(name) ? Secret.of(value) : value]),
  )
}

const CREDENTIALS = ['authorization', 'x-amz-security-token']

function flat(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}

/** It becomes part of a host name, which must stay one of Amazon's. @throws GsecError PROVIDER_SETTINGS_INVALID */
export function checkRegion(region: string | undefined, where: string): void {
  if (region === undefined || /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region)) return
  throw settingsInvalid(where, 'the region is not one of AWS', 'write it as eu-west-1')
}
