import {GsecError} from '../../errors.js'

/**
 * Splits KEY=VALUE at the first =.
 * @throws GsecError USAGE naming the flag
 */
export function readPair(flag: string, word: string): [key: string, value: string] {
  const at = word.indexOf('=')
  if (at < 1) throw new GsecError('USAGE', `${flag} has no KEY before an =`, {hint: `write ${flag} KEY=VALUE`})
  return [word.slice(0, at), word.slice(at + 1)]
}

/** Several of them, each key once. @throws GsecError USAGE naming the flag */
export function readPairs(flag: string, words: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const [key, value] of words.map(word => readPair(flag, word))) {
    if (pairs.has(key)) throw new GsecError('USAGE', `${flag} names the same key twice`, {hint: 'keep one of the two'})
    pairs.set(key, value)
  }
  return pairs
}
