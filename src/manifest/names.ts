// What the API server demands of names. Messages say the rule, never the name: a wrong one may be a value in the wrong place.

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const DATA_KEY = /^[-._a-zA-Z0-9]+$/
const MAX_LABEL = 63
const MAX_SUBDOMAIN = 253

/** Why a text cannot be the name of a Secret, or undefined. A DNS-1123 subdomain of at most 253 characters. */
export function nameFault(name: string): string | undefined {
  if (name.length > MAX_SUBDOMAIN) return `is longer than ${MAX_SUBDOMAIN} characters`
  return SUBDOMAIN.test(name)
    ? undefined
    : 'must consist of lower-case letters, digits, "-" and ".", and begin and end with a letter or digit'
}

/** Why a text cannot be a namespace, or undefined. A DNS-1123 label of at most 63 characters. */
export function namespaceFault(namespace: string): string | undefined {
  if (namespace.length > MAX_LABEL) return `is longer than ${MAX_LABEL} characters`
  return LABEL.test(namespace) ? undefined : 'must consist of lower-case letters, digits and "-", and begin and end with a letter or digit'
}

/** Why a text cannot be a key of a Secret's data, or undefined. https://kubernetes.io/docs/concepts/configuration/secret/ */
export function dataKeyFault(key: string): string | undefined {
  if (key.length > MAX_SUBDOMAIN) return `is longer than ${MAX_SUBDOMAIN} characters`
  if (!DATA_KEY.test(key)) return 'must consist of letters, digits, "-", "_" and "."'
  return key === '.' || key.startsWith('..') ? 'must not be "." or begin with ".."' : undefined
}
