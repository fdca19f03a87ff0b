import {parseReference, type Reference} from './reference.js'
import {referenceError} from './reference-error.js'

/** A key of a Kubernetes Secret and where its value comes from. */
export interface Assignment {
  secretKey: string
  reference: Reference
}

/**
 * Reads SECRETKEY=REFERENCE, split at the first =.
 * @throws GsecError REFERENCE_INVALID
 */
export function parseAssignment(text: string, options: {provider?: string | undefined} = {}): Assignment {
  const equals = text.indexOf('=')
  const secretKey = text.slice(0, Math.max(equals, 0))
  // The limits of ExternalSecret's spec.data[].secretKey.
  if (equals === -1 || !/^[-._a-zA-Z0-9]{1,253}$/.test(secretKey))
    throw referenceError(
      equals === -1 ? 'no key of the Secret stands before the reference' : 'what stands before the = is no key of a Secret',
      'write SECRETKEY=REFERENCE, as in password=gcp:db-password; a key holds letters, digits, -, _ and .',
    )
  return {secretKey, reference: parseReference(text.slice(equals + 1), options)}
}
