const LONGEST = 500
const MOST_STARS = 3

/**
 * A regular expression that a file under scan brings along, for short texts such as keys and paths. Only what cannot take
 * long is compiled: no quantifier on a group, few unbounded ones, no back references; undefined for anything else.
 */
export function safePattern(source: string): RegExp | undefined {
  if (source.length > LONGEST || /\)[*+{]|\\[1-9k]|\(\?[^:]/.test(source)) return undefined
  if ((source.match(/(?<!\\)[*+]|\{\d*,\d*\}/g)?.length ?? 0) > MOST_STARS) return undefined
  try {
    return new RegExp(source)
  } catch {
    return undefined
  }
}
