import type {HttpResponse} from '../http/message.js'
import {type ControllerPlace, readService, type Service, servicePath} from './api-objects.js'
import type {ApiServer} from './api-server.js'
import {portlessService, proxyFailure, serviceFailure} from './controller-failure.js'

/** A Secret holds 1 MiB at most; base64, and the longer key of each value, make more of it. */
const MAX_SEALED_BYTES = 4 * 1024 * 1024

/** What the sealing controller is asked, through the API server, as kubeseal asks it. Every method throws what ApiServer.send throws, too. */
export interface Controller {
  readonly place: ControllerPlace
  /** The Service as the API server's proxy calls it: `http:NAME:PORT`. */
  readonly address: string
  /**
   * The certificate of its newest key; the bytes are as they come.
   * @throws ApiError
   */
  certificate(): Promise<Buffer>
  /**
   * Whether it can decrypt every value of a SealedSecret.
   * @param sealedSecret one object, as JSON
   * @throws ApiError for any answer but yes (HTTP 200) and no (409)
   */
  verify(sealedSecret: string | Uint8Array): Promise<boolean>
  /**
   * The SealedSecret encrypted anew for its newest key, as JSON; undefined when it says that it cannot decrypt it.
   * @param sealedSecret one object, as JSON
   * @throws ApiError for any answer but done (HTTP 200) and no (409)
   */
  rotate(sealedSecret: string | Uint8Array): Promise<Buffer | undefined>
}

/**
 * Looks up the Service of the controller, whose first port the requests go to.
 * @throws ApiError ACCESS_DENIED, CONTROLLER_NOT_FOUND, CONTROLLER_UNAVAILABLE or RESPONSE_INVALID; and what ApiServer.send throws
 */
export async function openController(api: ApiServer, {namespace, name}: ControllerPlace): Promise<Controller> {
  const place = {namespace, name}
  const response = await api.send({path: servicePath(place), accept: 'application/json'})
  const service = response.status === 200 ? readService(response.body) : undefined
  if (!service) throw serviceFailure(response, place, api)
  if (service.ports.length === 0) throw portlessService(response, place, api.access)
  return new ProxiedController(api, {...service, ...place})
}

class ProxiedController implements Controller {
  readonly place: ControllerPlace
  readonly address: string
  readonly #api: ApiServer
  readonly #service: Service

  constructor(api: ApiServer, service: Service) {
    this.place = {namespace: service.namespace, name: service.name}
    // always plain http behind the API server; a port without a name is an empty one
    this.address = `http:${service.name}:${service.ports[0]?.name ?? ''}`
    this.#api = api
    this.#service = service
  }

  async certificate(): Promise<Buffer> {
    const response = await this.#api.send({path: this.#path('cert.pem'), accept: 'application/x-pem-file, */*'})
    if (response.status === 200) return response.body
    throw await proxyFailure(response, this.#service, 'get', this.#api)
  }

  async verify(sealedSecret: string | Uint8Array): Promise<boolean> {
    const {status} = await this.#post('verify', sealedSecret)
    return status === 200
  }

  async rotate(sealedSecret: string | Uint8Array): Promise<Buffer | undefined> {
    const {status, body} = await this.#post('rotate', sealedSecret)
    return status === 200 ? body : undefined
  }

  async #post(what: 'verify' | 'rotate', body: string | Uint8Array): Promise<HttpResponse> {
    const response = await this.#api.send({
      method: 'POST',
      path: this.#path(what),
      accept: 'application/json, */*',
      body,
      maxBytes: MAX_SEALED_BYTES,
    })
    if (response.status === 200 || response.status === 409) return response
    throw await proxyFailure(response, this.#service, 'create', this.#api)
  }

  #path(what: string): string {
    return `${servicePath({namespace: this.place.namespace, name: this.address})}/proxy/v1/${what}`
  }
}
