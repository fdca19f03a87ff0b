import {goFloat} from './go-number.js'
import {resolvePlain} from './resolve-plain.js'

interface ScalarValue {
  value: string | number | bigint | boolean | null
  text: string
}

/**
 * What an unquoted scalar means to Kubernetes, which reads YAML 1.1 through go-yaml: `yes` is a boolean, `0777` is 511,
 * dates and base-60 numbers stay text. `text` is what the API machinery prints where it wants a string.
 * https://github.com/kubernetes-sigs/yaml (convertToJSONableObject)
 */
export function plainScalar(source: string): ScalarValue {
  switch (resolvePlain(source)) {
    case 'null':
      return {value: null, text: 'null'}
    case 'bool': {
      const value = /^(y|yes|true|on)$/i.test(source)
      return {value, text: String(value)}
    }
    case 'int':
      return integer(source)
    case 'float': {
      const value = float(source)
      return {value, text: floatText(value)}
    }
    default:
      return {value: source, text: source}
  }
}

/** A float as a map key is written as YAML would write it; where text is wanted, as Go prints it. */
export function floatKeyText(text: string): string {
  return FLOAT_WORDS[text] ?? text
}

const FLOAT_WORDS: Readonly<Record<string, string>> = {'+Inf': '.inf', '-Inf': '-.inf', NaN: '.nan'}

/** A float is printed with 32 bits of precision: the shortest digits that tell it from its neighbours there. */
function floatText(value: number): string {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return goFloat(single)
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return goFloat(short)
  }
  return goFloat(single)
}

function integer(source: string): ScalarValue {
  // go-yaml takes the sign of a binary number before or behind its prefix
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(source.replaceAll('_', '').replace(/^0b([-+])/, '$10b')) ?? []
  // a leading zero means octal in YAML 1.1; BigInt knows the other prefixes
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase()
  const magnitude = BigInt(octal)
  const exact = sign === '-' ? -magnitude : magnitude
  const value = exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact
  return {value, text: exact.toString()}
}

function float(source: string): number {
  const plain = source.replaceAll('_', '').toLowerCase()
  if (plain.endsWith('.inf')) return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return plain === '.nan' ? Number.NaN : Number(plain)
}
