import {suggestionFor} from '../suggestion.js'
import {looksLikeFileName} from './property-path.js'
import type {Reference} from './reference.js'
import {doubt, failure, quoted, type ReferenceProblem} from './reference-problem.js'
import type {PropertyRule, StoreKind, Usage, VersionRule} from './store-kind.js'

// An ARN has at most as many characters, and no service allows more.
const LONGEST = 2048

/** Finds what is no name of anything: then nothing more can be said of the reference. */
export function checkText(reference: Reference): ReferenceProblem[] {
  return (['key', 'version', 'property'] as const).flatMap(part => {
    const text = reference[part] ?? ''
    const fix = `write the ${part} that the provider shows`
    if (/\p{Cc}/u.test(text)) return [failure(`${part}-control-character`, `the ${part} holds a control character`, fix)]
    return text.length > LONGEST ? [failure(`${part}-too-long`, `the ${part} is longer than ${LONGEST} characters`, fix)] : []
  })
}

export function checkVersion(kind: StoreKind, rule: VersionRule, reference: Reference, usage: Usage): ReferenceProblem[] {
  const {version} = reference
  // Go does not tell an empty text from none, so neither does ESO.
  if (!version) return []
  const fix = 'leave version out'
  if (rule.use === 'refused')
    return [failure('version-unsupported', `ESO reads no versions of ${kind.title} and fails on one`, fix, {version: null})]
  if (rule.use === 'ignored') {
    // "latest" is what happens anyway.
    if (version === 'latest') return []
    return [failure('version-ignored', `ESO ignores versions of ${kind.title} and takes the newest`, fix, {version: null})]
  }
  const like = `write ${rule.is}, as in version: "${rule.example}", or leave version out for the newest`
  const mistakes = rule.mistakes?.(version, reference, usage) ?? []
  if (mistakes.length > 0 || !rule.pattern || rule.pattern.test(version)) return mistakes
  return [failure('version-form', `${quoted(version)} cannot be a version in ${kind.title}`, like)]
}

export function checkProperty(kind: StoreKind, rule: PropertyRule, reference: Reference, usage: Usage): ReferenceProblem[] {
  const {property} = reference
  const mistakes = rule.mistakes?.(reference, usage) ?? []
  if (mistakes.length > 0) return mistakes
  if (!property) return rule.required && usage.use === 'data' ? [missing(kind, rule)] : []
  if (rule.syntax === 'none') {
    const fact = `ESO ignores property for ${kind.title} and hands over the whole value`
    return [failure('property-ignored', fact, 'leave property out', {property: null})]
  }
  if (rule.values && !rule.values.includes(property)) return [unknown(kind, rule.values, property)]
  return checkDots(rule, property)
}

function missing(kind: StoreKind, {values}: PropertyRule): ReferenceProblem {
  const fact = `ESO reads one field of a secret of ${kind.title}, and none is named`
  return failure('property-required', fact, `add property${values ? `, one of ${values.join(', ')}` : ''}`)
}

function unknown(kind: StoreKind, values: readonly string[], property: string): ReferenceProblem {
  const meant = suggestionFor(property, values)
  const fix = `write one of ${values.join(', ')}`
  return failure(
    'property-unknown',
    `${kind.title} has no property ${quoted(property)}`,
    fix,
    meant === undefined ? undefined : {property: meant},
  )
}

function checkDots({syntax}: PropertyRule, property: string): ReferenceProblem[] {
  if (syntax === 'gjson' && looksLikeFileName(property)) {
    const escaped = property.replaceAll('.', '\\.')
    const fact = `ESO reads the dot in ${quoted(property)} as a step into an object`
    return [doubt('property-dot', fact, `write property: '${escaped}' if the dot belongs to the name`, {property: escaped})]
  }
  if ((syntax === 'plain' || syntax === 'exact-then-rest') && property.includes('\\.')) {
    const plain = property.replaceAll('\\.', '.')
    const fact = 'ESO looks for this field by its exact name, the backslash included'
    return [doubt('property-escape', fact, `write property: ${plain}`, {property: plain})]
  }
  return []
}
