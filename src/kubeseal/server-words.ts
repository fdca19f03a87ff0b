import {GsecError} from '../errors.js'
import {ApiError} from '../kube/api-error.js'
import {visible} from '../visible.js'
import {connectionWords, TRUST_HINT} from './connection-words.js'
import {Failure} from './failure.js'
import {quote} from './go-text.js'

/** What was asked of the API server: a Service, or the proxy to it. */
export interface Question {
  verb: 'get' | 'post'
  /** `NAME`, or `http:NAME:PORT`. */
  service: string
}

/**
 * Why the API server gave no answer that is any use, in client-go's words.
 * @throws error when it is none that a server could be the reason of
 */
export function serverWords(error: unknown, question: Question): string {
  if (error instanceof ApiError) return answerWords(error, question)
  if (error instanceof Failure) return error.message
  if (!(error instanceof GsecError)) throw error
  const {code, cause, message, where} = error
  if (code === 'ENDPOINT_NOT_TRUSTED') return `${message}; ${TRUST_HINT}`
  // a request that failed underway has a cause, which names the address
  if (!(cause instanceof GsecError) || cause.where === undefined) return where ? `${where}: ${message}` : message
  return `${question.verb === 'get' ? 'Get' : 'Post'} ${quote(cause.where)}: ${connectionWords(message, cause.where)}`
}

/** https://github.com/kubernetes/client-go/blob/v0.36.2/rest/request.go (transformResponse, Result.Error) */
function answerWords({apiStatus, status, message, response}: ApiError, {verb, service}: Question): string {
  if (status === 200) return message
  if (apiStatus) return visible(apiStatus.message)
  const type = response.headers['content-type'] ?? 'text/plain'
  const text = type.startsWith('text/') ? response.body.subarray(0, MAX_BYTES).toString('utf8').trim() : 'unknown'
  return `${reasonFor(status, text)} (${verb} services ${service})`
}

const MAX_BYTES = 2048

/** https://github.com/kubernetes/apimachinery/blob/v0.36.2/pkg/api/errors/errors.go (NewGenericServerResponse) */
function reasonFor(status: number, text: string): string {
  const known = REASONS[status]
  if (known !== undefined) return known
  // the server's own words tell who must not do what
  if (status === 403 || status === 415) return visible(text)
  if (status === 406) return text === '' || text === 'unknown' ? NOT_ACCEPTABLE : visible(text)
  if (status >= 500) return `an error on the server (${quote(text)}) has prevented the request from succeeding`
  return `the server responded with the status code ${status} but did not return more information`
}

const NOT_ACCEPTABLE = 'the server was unable to respond with a content type that the client supports'

const REASONS: Readonly<Record<number, string>> = {
  400: 'the server rejected our request for an unknown reason',
  401: 'the server has asked for the client to provide credentials',
  404: 'the server could not find the requested resource',
  405: 'the server does not allow this method on the requested resource',
  409: 'the server reported a conflict',
  422: 'the server rejected our request due to an error in our request',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
  504: 'the server was unable to return a response in the time allotted, but may still be processing the request',
}
