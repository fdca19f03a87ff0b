import {referenceError} from './reference-error.js'
import type {PropertySyntax} from './store-kind.js'

/**
 * The property that leads through these keys of nested objects.
 * @throws GsecError REFERENCE_INVALID where the provider reads no nested values
 */
export function propertyOf(steps: readonly string[], syntax: PropertySyntax): string | undefined {
  const [first] = steps
  if (first === undefined) return undefined
  if (syntax === 'none') throw referenceError('this provider reads whole values only', 'leave the fragment out')
  if (syntax === 'plain' || syntax === 'exact-then-rest' || syntax === 'template') {
    if (steps.length > 1) throw referenceError('this provider reads one level of names only', 'name one field behind the #/')
    return first
  }
  return steps.map(step => step.replace(SPECIAL, '\\$&')).join('.')
}

/**
 * The keys of nested objects through which a property leads; undefined when it asks for more than that (array queries,
 * wildcards, modifiers).
 */
export function stepsOf(property: string | undefined, syntax: PropertySyntax): string[] | undefined {
  if (property === undefined) return []
  if (syntax === 'plain' || syntax === 'exact-then-rest' || syntax === 'template') return [property]
  if (syntax !== 'gjson' && looksLikeFileName(property)) return [property]
  const steps = ['']
  for (let i = 0; i < property.length; i++) {
    const character = property.charAt(i)
    if (character === '.') steps.push('')
    else if (character === '\\') steps.push(`${steps.pop()}${property.charAt(++i)}`)
    else if (QUERY.test(character)) return undefined
    else steps.push(`${steps.pop()}${character}`)
  }
  return steps
}

/** A name such as tls.crt or .dockerconfigjson, in which the dot is no path separator. */
export function looksLikeFileName(property: string): boolean {
  return /^\.[\w-]+$|^[\w-]+\.(?:ca|cert|cfg|cnf|conf|crt|csr|env|ini|jks|json|jwk|key|kdb|p12|pem|pfx|pgpass|properties|pub|toml|txt|xml|ya?ml)$/.test(
    property,
  )
}

// https://github.com/tidwall/gjson/blob/master/SYNTAX.md
const SPECIAL = /[.*?|\\#@!{}[\]()]/g
const QUERY = /[*?|#@!{}[\]()]/
