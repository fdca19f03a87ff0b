/** Every reason for which gsec gives no answer. docs/errors.md explains each; a test keeps the two in step. */
export const errorCodes = [
  'ACCESS_DENIED',
  'BASELINE_INVALID',
  'BUG',
  'CERT_EXPIRED',
  'CERT_INVALID',
  'CERT_MISSING',
  'CERT_PIN_MISMATCH',
  'CERT_TOO_OLD',
  'CERT_UNREACHABLE',
  'CONFIG_INVALID',
  'CONTROLLER_NOT_FOUND',
  'CONTROLLER_UNAVAILABLE',
  'DISABLED',
  'EDITOR_FAILED',
  'EDIT_REFUSED',
  'ENDPOINT_NOT_TRUSTED',
  'FILE_EXISTS',
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'GIT_FAILED',
  'HOST_UNREACHABLE',
  'KEY_INVALID',
  'KUBECONFIG_INVALID',
  'LOGIN_FAILED',
  'MANIFEST_INVALID',
  'NAMESPACE_MISMATCH',
  'NAMESPACE_MISSING',
  'NO_SECRETS',
  'PLAINTEXT_NOT_IGNORED',
  'PROVIDER_CONFLICT',
  'PROVIDER_LOGIN_FAILED',
  'PROVIDER_REFUSED',
  'PROVIDER_RESPONSE_INVALID',
  'PROVIDER_SETTINGS_INVALID',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_UNREACHABLE',
  'PROVIDER_UNSUPPORTED',
  'REFERENCE_INVALID',
  'RESPONSE_INVALID',
  'REVISION_MISSING',
  'SECRET_INVALID',
  'SECRET_NOT_FOUND',
  'STORE_NOT_FOUND',
  'TEMPLATE_UNSUPPORTED',
  'TLS_FAILED',
  'USAGE',
  'VERSION_NOT_FOUND',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** One of several things that are wrong with the same input. */
export interface Fault {
  readonly message: string
  readonly where?: string | undefined
  readonly hint?: string | undefined
}

interface Details {
  /** The file, line or remote key concerned, never its content. */
  where?: string | undefined
  /** What the reader can do next. */
  hint?: string | undefined
  /** Its class and frames are shown with GSEC_DEBUG=1; its message never, since it may quote what was being parsed. */
  cause?: unknown
  /** What else is wrong, in the same form, so that a file is mended in one go. */
  others?: readonly Fault[]
}

/** A failure to be shown to the user. The message says what is wrong, in lower case without a full stop, and quotes no input. */
export class GsecError extends Error {
  readonly code: ErrorCode
  readonly where: string | undefined
  readonly hint: string | undefined
  readonly others: readonly Fault[]

  constructor(code: ErrorCode, message: string, {where, hint, cause, others = []}: Details = {}) {
    super(message, {cause})
    this.name = 'GsecError'
    this.code = code
    this.where = where
    this.hint = hint
    this.others = others
  }
}
