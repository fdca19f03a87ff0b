import {type ErrorCode, GsecError} from '../../errors.js'

/**
 * Why an entry of an ExternalSecret gives no value, or none that gsec can tell.
 * missing, version, disabled, property, not-json, decoding, key, null-byte, rewrite, template, refused – ESO fails as well;
 * denied – the user may not read it, ESO perhaps may; unasked – the provider could not be asked; unverified – gsec does not
 * do what ESO would do here.
 */
export type FaultKind =
  | 'missing'
  | 'version'
  | 'disabled'
  | 'property'
  | 'not-json'
  | 'decoding'
  | 'key'
  | 'null-byte'
  | 'rewrite'
  | 'template'
  | 'refused'
  | 'denied'
  | 'unasked'
  | 'unverified'

interface Details {
  code?: ErrorCode | undefined
  hint?: string | undefined
  where?: string | undefined
}

/** One reason; the message names keys and properties, and never holds a value. */
export class ResolveFault extends Error {
  readonly kind: FaultKind
  /** The code behind it, when a provider said so. */
  readonly code: ErrorCode | undefined
  readonly hint: string | undefined
  /** The store or secret concerned, as the provider's error named it. */
  readonly where: string | undefined

  constructor(kind: FaultKind, message: string, {code, hint, where}: Details = {}) {
    super(message)
    this.name = 'ResolveFault'
    this.kind = kind
    this.code = code
    this.hint = hint
    this.where = where
  }
}

const KINDS: Partial<Record<ErrorCode, FaultKind>> = {
  SECRET_NOT_FOUND: 'missing',
  VERSION_NOT_FOUND: 'version',
  DISABLED: 'disabled',
  ACCESS_DENIED: 'denied',
  PROVIDER_REFUSED: 'refused',
  PROVIDER_UNSUPPORTED: 'unverified',
}

/** What an error of a client means for an entry; any other error is handed on. */
export function faultOf(error: unknown): ResolveFault {
  if (error instanceof ResolveFault) return error
  if (!(error instanceof GsecError)) throw error
  return new ResolveFault(KINDS[error.code] ?? 'unasked', error.message, {code: error.code, hint: error.hint, where: error.where})
}

export function unverified(reason: string): ResolveFault {
  return new ResolveFault('unverified', `not verified: ${reason}`)
}

/** A name of the provider's or the manifest's for a message; what could be something else than a name is left out. */
export function shownName(name: string): string {
  return /^[-._/ a-zA-Z0-9]{1,100}$/.test(name) ? `"${name}"` : 'of that name'
}
