import type {GoogleAuth} from 'google-auth-library'
import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {loginFailed} from './failures.js'
import {googleFailure} from './google-failure.js'
import {once} from './once.js'
import {jsonObject, send} from './send.js'

type RequestHeaders = () => Promise<Headers>
interface FetchOptions {
  method?: string
  headers?: Headers
  body?: string
}

/**
 * Stands in for Google's own way to log in and to send: the login is asked for first, since the client would end the
 * program when there is none, and requests go by gsec's own client, with its time limit, largest answer and retries.
 */
export class GoogleTransport {
  readonly universeDomain = 'googleapis.com'
  readonly #headers: () => Promise<RequestHeaders>
  readonly #surroundings: ProviderSurroundings
  readonly #title: string

  constructor(auth: GoogleAuth, title: string, surroundings: ProviderSurroundings) {
    this.#surroundings = surroundings
    this.#title = title
    this.#headers = once(async () => {
      const client = await this.#logIn(() => auth.getClient())
      return () => this.#logIn(() => client.getRequestHeaders())
    })
  }

  async getClient(): Promise<this> {
    return this
  }

  async getUniverseDomain(): Promise<string> {
    return this.universeDomain
  }

  async fetch(address: string | URL, {method = 'GET', headers = new Headers(), body}: FetchOptions = {}): Promise<Response> {
    const login = await (await this.#headers())()
    const url = new URL(address)
    const response = await send(
      {
        url,
        method,
        headers: {...Object.fromEntries(headers), ...credentials(login)},
        ...(body !== undefined && {body: Secret.of(body)}),
      },
      this.#title,
      this.#surroundings,
    )
    // Its error would hold the whole answer as its message.
    if (response.status >= 400) throw googleFailure(response, this.#title)
    jsonObject(response, this.#title)
    return new Response(new Uint8Array(response.body), {status: response.status})
  }

  async #logIn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof GsecError) throw error
      const hint = 'log in with "gcloud auth application-default login", or name a file in GOOGLE_APPLICATION_CREDENTIALS'
      throw loginFailed(this.#title, 'there are no usable Google credentials', hint, error)
    }
  }
}

function credentials(headers: Headers): Record<string, string | Secret> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, name === 'authorization' ? Secret.of(value) : value]))
}
