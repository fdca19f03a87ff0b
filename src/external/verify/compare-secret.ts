import type {Secret} from '../../secret.js'

/** One difference between what ESO would make and a Secret; it names the key and lengths, never a value. */
export interface Difference {
  key: string
  message: string
}

/** Compares byte for byte. */
export function compareSecret(made: ReadonlyMap<string, Secret>, other: ReadonlyMap<string, Secret>): Difference[] {
  const keys = [...new Set([...made.keys(), ...other.keys()])].sort()
  return keys.flatMap(key => {
    const [here, there] = [made.get(key), other.get(key)]
    if (here && there) return here.equals(there) ? [] : [{key, message: differing(here, there)}]
    return [{key, message: here ? 'the Secret does not have this key' : 'only the Secret has this key'}]
  })
}

function differing(here: Secret, there: Secret): string {
  if (here.length === there.length) return `the values differ, at the same length of ${here.length} bytes`
  const [shorter, longer] = here.length < there.length ? [here, there] : [there, here]
  const more = longer.reveal().subarray(shorter.length)
  const isLineBreak = longer.reveal().subarray(0, shorter.length).equals(shorter.reveal()) && /^\r?\n$/.test(more.toString('latin1'))
  const lengths = `${here.length} bytes from the store, ${there.length} in the Secret`
  return isLineBreak ? `the values differ by a line break at the end: ${lengths}` : `the values differ: ${lengths}`
}
