import {type ErrorCode, GsecError} from '../errors.js'
import type {HttpResponse} from '../http/message.js'

/** What the API server says of itself when the answer is no. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export interface ApiStatus {
  /** One word, such as NotFound or Forbidden. */
  reason: string
  /** A sentence that names users and objects: for kubeseal's texts, not for gsec's. */
  message: string
}

/** An answer that is no success, from the API server or from the controller behind it. */
export class ApiError extends GsecError {
  readonly status: number
  /** Undefined when the answer is not the API server's own. */
  readonly apiStatus: ApiStatus | undefined
  /** The whole answer, for those who must repeat it in other words. */
  readonly response: HttpResponse

  constructor(code: ErrorCode, message: string, response: HttpResponse, {where, hint}: {where: string; hint: string}) {
    super(code, message, {where, hint})
    this.name = 'ApiError'
    this.status = response.status
    this.apiStatus = readApiStatus(response)
    this.response = response
  }
}

/** The Status object in an answer; undefined when it is anything else, such as a text of the controller. */
export function readApiStatus({body}: HttpResponse): ApiStatus | undefined {
  const object = readJsonObject(body)
  if (object?.['kind'] !== 'Status' || object['apiVersion'] !== 'v1') return undefined
  const {reason, message} = object
  return {reason: typeof reason === 'string' ? reason : '', message: typeof message === 'string' ? message : ''}
}

/** Undefined for what is no JSON object. */
export function readJsonObject(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : undefined
  } catch {
    return undefined // its error would quote the answer
  }
}
