import {distance} from 'fastest-levenshtein'

/**
 * The known word that a mistyped one is likely to mean: at most a third of its letters differ, two swapped ones counting as
 * one. Undefined when none is near.
 */
export function suggestionFor(word: string, known: readonly string[]): string | undefined {
  if (word.length > 100) return undefined
  const ranked = known.map(near => ({near, slips: slips(word.toLowerCase(), near.toLowerCase())})).sort((a, b) => a.slips - b.slips)
  const [best] = ranked
  return best && best.slips <= Math.max(1, Math.floor(Math.max(word.length, best.near.length) / 3)) ? best.near : undefined
}

function slips(word: string, near: string): number {
  const differing = distance(word, near)
  return differing === 2 && lettersOf(word) === lettersOf(near) ? 1 : differing
}

const lettersOf = (word: string) => [...word].sort().join('')
