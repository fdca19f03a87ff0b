import {closest, distance} from 'fastest-levenshtein'

/** The known word that a mistyped one is likely to mean: at most a third of its letters differ. Undefined when none is near. */
export function suggestionFor(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length > 100) return undefined
  const near = closest(word.toLowerCase(), known.map(String))
  const differing = distance(word.toLowerCase(), near.toLowerCase())
  return differing <= Math.max(1, Math.floor(Math.max(word.length, near.length) / 3)) ? near : undefined
}
