import {GsecError} from '../../errors.js'
import {HttpError} from '../../http/http-error.js'
import {
  accessDenied,
  disabled,
  loginFailed,
  refused,
  secretNotFound,
  toUnreachable,
  unavailable,
  unexpected,
  versionNotFound,
} from './failures.js'

const LOGIN =
  /^(CredentialsProviderError|TokenProviderError|ProviderError|UnrecognizedClient(Exception)?|InvalidSignature(Exception)?|SignatureDoesNotMatch|InvalidClientTokenId|InvalidAccessKeyId|ExpiredToken(Exception)?|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|RequestExpired|AuthFailure|OptInRequired)$/
const DENIED = /^(AccessDenied(Exception)?|UnauthorizedOperation|KMSAccessDenied(Exception)?|NotAuthorized(Exception)?)$/
const BUSY =
  /^(Throttl(ing|ed)(Exception)?|ThrottlingException|RequestThrottled(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|TooManyUpdates|ProvisionedThroughputExceededException|SlowDown|Internal(ServiceError|ServerError|Failure|Error)|ServiceUnavailable(Exception)?)$/
const HINT = 'log in anew: aws sso login or AWS_PROFILE; "aws sts get-caller-identity" tries the same'

/**
 * What an error of the SDK means. Its message is looked at where the name says too little, and never shown.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html
 */
export function awsFailure(error: unknown, where: string): GsecError {
  if (error instanceof HttpError) return toUnreachable(error, where)
  if (error instanceof GsecError) return error
  const {name, message, status} = partsOf(error)
  if (LOGIN.test(name)) return loginFailed(where, 'AWS does not take the credentials, or there are none', HINT, error)
  if (DENIED.test(name)) return accessDenied(where, 'ask for the right to read this secret and to use its KMS key')
  if (name === 'DecryptionFailure' || name === 'InvalidKeyId') return accessDenied(where, 'ask for the right to decrypt with its KMS key')
  if (name === 'ResourceNotFoundException' || name === 'ParameterNotFound') return secretNotFound(where)
  if (name === 'ParameterVersionNotFound' || name === 'ParameterVersionLabelLimitExceeded') return versionNotFound(where)
  // both names have been seen for it, and neither means this alone
  if (
    /^Invalid(Request|Parameter)Exception$/.test(name) &&
    /\bmarked for deletion|scheduled for deletion|currently marked deleted/.test(message)
  )
    return pendingDeletion(where)
  if (BUSY.test(name) || status === 429 || (status !== undefined && status >= 500)) return unavailable(where, status)
  if (status === undefined || name === 'SyntaxError' || status < 400) return unexpected(where)
  return refused(where)
}

/** It can be brought back for some days. */
export const pendingDeletion = (where: string) =>
  disabled(where, 'the secret is waiting to be deleted', 'bring it back with "aws secretsmanager restore-secret", or name another')

function partsOf(error: unknown): {name: string; message: string; status: number | undefined} {
  if (!(error instanceof Error)) return {name: '', message: '', status: undefined}
  const metadata: unknown = Reflect.get(error, '$metadata')
  const status = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined
  // "com.amazonaws.ssm#ParameterNotFound"
  return {name: error.name.replace(/^.*#/, ''), message: error.message, status: typeof status === 'number' ? status : undefined}
}
