import {GsecError} from '../../errors.js'
import {HttpError} from '../../http/http-error.js'

// The errors of all clients, so that the same failure reads the same wherever it comes from. `where` names the secret or
// the provider; nothing of an answer goes into any of them, since answers quote values and credentials.

export const secretNotFound = (where: string, hint?: string) => new GsecError('SECRET_NOT_FOUND', 'secret does not exist', {where, hint})

export const versionNotFound = (where: string, hint?: string) =>
  new GsecError('VERSION_NOT_FOUND', 'the secret has no such version', {where, hint})

export const disabled = (where: string, message: string, hint?: string) => new GsecError('DISABLED', message, {where, hint})

export const accessDenied = (where: string, hint: string) => new GsecError('ACCESS_DENIED', 'access denied', {where, hint})

export const loginFailed = (where: string, message: string, hint: string, cause?: unknown) =>
  new GsecError('PROVIDER_LOGIN_FAILED', message, {where, hint, cause})

export const refused = (where: string, message = 'the provider does not take this request', hint?: string) =>
  new GsecError('PROVIDER_REFUSED', message, {where, hint})

export const unavailable = (where: string, status?: number) =>
  new GsecError('PROVIDER_UNAVAILABLE', status === 429 ? 'too many requests' : 'the provider fails on its side', {
    where,
    hint: 'try again later',
  })

export const unexpected = (where: string, message = 'the answer is not one of this provider', hint = 'check the address of the provider') =>
  new GsecError('PROVIDER_RESPONSE_INVALID', message, {where, hint})

export const conflict = (where: string, message: string) =>
  new GsecError('PROVIDER_CONFLICT', message, {where, hint: 'nothing was written: look at what is there'})

export const settingsInvalid = (where: string, message: string, hint: string) =>
  new GsecError('PROVIDER_SETTINGS_INVALID', message, {where, hint})

/** The request got no complete answer. The hints of a controller's or a certificate's failure do not fit here. */
export function toUnreachable(error: GsecError, where: string): GsecError {
  const {message, where: address, hint, code} = error
  const isAnswer = code === 'RESPONSE_INVALID'
  return new GsecError(isAnswer ? 'PROVIDER_RESPONSE_INVALID' : 'PROVIDER_UNREACHABLE', message, {
    where: address === undefined ? where : `${where} (${address})`,
    hint: error instanceof HttpError ? hint : 'check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY)',
    cause: error,
  })
}
