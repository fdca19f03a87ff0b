import {GsecError} from '../errors.js'

/**
 * A number as encoding/json prints it.
 * @throws GsecError MANIFEST_INVALID for infinity and NaN, which JSON and with it Kubernetes have no form for
 */
export function jsonNumber(value: number | bigint): string {
  if (typeof value === 'bigint') return value.toString()
  if (!Number.isFinite(value)) throw new GsecError('MANIFEST_INVALID', 'holds infinity or NaN, which no Kubernetes object can hold')
  // both switch to an exponent at 1e21 and below 1e-6, and write the shortest digits that mean the same number
  return Object.is(value, -0) ? '-0' : String(value)
}

/**
 * A number as sigs.k8s.io/yaml prints it: what fits into 64 bits by its digits, everything else as a float.
 * @throws GsecError MANIFEST_INVALID as jsonNumber
 */
export function yamlNumber(value: number | bigint): string {
  const text = jsonNumber(value)
  if (/^-?[0-9]+$/.test(text)) {
    const exact = BigInt(text)
    if (exact >= -(1n << 63n) && exact < 1n << 64n) return exact.toString()
  }
  const float = Number(value)
  // beyond 1.8e308 go-yaml takes the digits for text, and they come out as they are
  return Number.isFinite(float) ? goFloat(float) : text
}

/** Go's strconv.FormatFloat(value, 'g', -1, 64): the shortest digits, with an exponent below 1e-4 and from 1e+06 on. */
export function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return Object.is(value, -0) ? '-0' : String(value)
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
