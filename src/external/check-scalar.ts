import type {ScalarNode} from '../manifest/node.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import {suggestionFor} from '../suggestion.js'
import {listed, typeWord, yamlTrap} from './describe-value.js'
import {meantDuration, parseGoDuration} from './go-duration.js'
import type {LintRuleId} from './rules/rules.js'
import type {Form, IntegerForm, TextForm, TextFormat} from './schema/form.js'

type ScalarForm = Exclude<Form, {is: 'map'} | {is: 'list'} | {is: 'anything'}>

interface ScalarProblem {
  ruleId: LintRuleId
  /** What is wrong, to stand behind the name of the field. */
  says: string
  fix?: string | undefined
}

/** Holds a scalar that is neither null nor a placeholder against its form. */
export function scalarProblem(node: ScalarNode, form: ScalarForm, file: ManifestFile): ScalarProblem | undefined {
  const {value} = node
  switch (form.is) {
    case 'text':
      return typeof value === 'string' ? textProblem(value, form) : wrongScalar(node, 'text', file)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongScalar(node, 'true or false', file)
    case 'integer':
      return isWhole(value) ? integerProblem(value, form) : wrongScalar(node, 'a whole number', file)
    case 'integer or text':
      if (typeof value === 'string') return textProblem(value, {is: 'text', format: form.format})
      return isWhole(value) ? undefined : wrongScalar(node, 'a whole number or text', file)
  }
}

function wrongScalar(node: ScalarNode, wanted: string, file: ManifestFile): ScalarProblem {
  const {value} = node
  // a number or boolean in quotes is text
  const isQuoted = typeof value === 'string' && (/^-?\d{1,15}$/.test(value) || value === 'true' || value === 'false')
  const trap = wanted === 'text' ? yamlTrap(node, file) : isQuoted ? 'leave the quotes out' : undefined
  return {ruleId: 'eso-wrong-type', says: `is ${typeWord(node)}, the API wants ${wanted}`, fix: trap}
}

const isWhole = (value: ScalarNode['value']): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))

function integerProblem(value: number | bigint, {bits = 64, min, max}: IntegerForm): ScalarProblem | undefined {
  const limit = 2n ** BigInt(bits - 1)
  const exact = BigInt(value)
  const out = (says: string): ScalarProblem => ({ruleId: 'eso-number-range', says})
  if (exact >= limit || exact < -limit) return out(`does not fit into ${bits} bits`)
  if (min !== undefined && exact < BigInt(min)) return out(`is less than ${min}`)
  return max !== undefined && exact > BigInt(max) ? out(`is more than ${max}`) : undefined
}

function textProblem(value: string, form: TextForm): ScalarProblem | undefined {
  const {oneOf, pattern, min = 0, max = Number.POSITIVE_INFINITY, format} = form
  if (oneOf) return oneOf.includes(value) ? undefined : unknownValue(value, oneOf)
  const length = value.length <= min || value.length > max ? [...value].length : value.length
  const wrong = (says: string): ScalarProblem => ({ruleId: 'eso-text-form', says})
  if (length > max) return wrong(`is longer than ${max} characters`)
  if (length < min) return wrong(length === 0 ? 'is empty' : `is shorter than ${min} characters`)
  if (pattern && !pattern.test(value)) return wrong(PATTERNS[pattern.source] ?? `does not match ${pattern.source}`)
  return format && formatProblem(value, format)
}

/** A list of words that still reads as a sentence. */
const MAX_LISTED = 8

function unknownValue(value: string, known: readonly string[]): ScalarProblem {
  const meant = suggestionFor(value, known)
  const words = listed(
    known.map(word => (word === '' ? 'nothing' : word)),
    'or',
  )
  const says = known.length <= MAX_LISTED ? `must be ${words}` : 'is none of the values that ESO knows'
  return {ruleId: 'eso-unknown-value', says, fix: meant ? `write ${meant}` : known.length > MAX_LISTED ? `write ${words}` : undefined}
}

/** The patterns of ESO's definitions in words. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$':
    'must consist of lower-case letters, digits, "-" and ".", and begin and end with a letter or digit',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': 'must consist of lower-case letters, digits and "-", and begin and end with a letter or digit',
  '^[-._a-zA-Z0-9]+$': 'must consist of letters, digits, "-", "_" and "."',
  '^[a-z0-9-]+$': 'must consist of lower-case letters, digits and "-"',
  '^.*@.*\\.iam\\.gserviceaccount\\.com$': 'must be the address of a Google service account, NAME@PROJECT.iam.gserviceaccount.com',
  '^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s]+.*|[^\\s]+( [^\\s]+){4})$':
    'must be five fields of cron, @every and a duration, or a word such as @daily',
}

// https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/default.go
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/

function formatProblem(value: string, format: TextFormat): ScalarProblem | undefined {
  switch (format) {
    case 'duration':
      return parseGoDuration(value) === undefined ? durationProblem(value) : undefined
    case 'base64':
      return BASE64.test(value) ? undefined : {ruleId: 'eso-text-form', says: 'is not base64 in one piece, padded with ='}
    case 'date-time':
      return isDateTime(value) ? undefined : {ruleId: 'eso-text-form', says: 'is no date and time as in 2026-01-31T12:00:00Z'}
  }
}

function isDateTime(value: string): boolean {
  const [, year = 0, month = 0, day = 0, hour = 24] = DATE_TIME.exec(value)?.map(Number) ?? []
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour < 24
}

function durationProblem(value: string): ScalarProblem {
  const meant = meantDuration(value)
  return {
    ruleId: 'eso-duration',
    says: 'is no duration; Go knows the units h, m, s, ms, us and ns, and no days',
    fix: meant === undefined ? undefined : `write ${meant}`,
  }
}
