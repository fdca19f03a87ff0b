import {GsecError} from '../../errors.js'
import type {HttpResponse} from '../../http/message.js'
import {accessDenied, disabled, loginFailed, refused, secretNotFound, unavailable, unexpected} from './failures.js'
import {isRecord} from './send.js'

/**
 * What an answer that is no success means. Over REST the code is the HTTP status; FAILED_PRECONDITION is a 400 as
 * INVALID_ARGUMENT is, so the answer's own status tells them apart. https://cloud.google.com/apis/design/errors
 */
export function googleFailure({status, body}: HttpResponse, where: string): GsecError {
  const said = statusIn(body)
  if (status === 401)
    return loginFailed(where, 'Google does not take the credentials', 'log in with "gcloud auth application-default login"')
  if (status === 403) return accessDenied(where, 'ask for the role Secret Manager Secret Accessor (to list: Viewer) on the secret')
  if (said === 'FAILED_PRECONDITION') return disabled(where, 'this version is disabled or destroyed', 'name another version, or enable it')
  if (status === 404) return secretNotFound(where)
  if (status === 409) return new GsecError('PROVIDER_CONFLICT', 'the secret is there already', {where})
  if (status === 429 || status >= 500) return unavailable(where, status)
  return said === undefined ? unexpected(where) : refused(where)
}

function statusIn(body: Buffer): string | undefined {
  try {
    const {error} = JSON.parse(body.toString('utf8')) as {error?: unknown}
    return isRecord(error) && typeof error['status'] === 'string' ? error['status'] : undefined
  } catch {
    return undefined // its message quotes the answer
  }
}
