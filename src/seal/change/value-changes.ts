import type {Secret} from '../../secret.js'

/** What happened to a value between two states of a SealedSecret. */
export type ValueChange =
  | {kind: 'set'; key: string; value: Secret}
  | {kind: 'remove'; key: string}
  | {kind: 'rename'; key: string; newKey: string}

/**
 * The changes that lead from one set of values to another. A value that went away and came back under a new key was
 * renamed: its ciphertext may stay.
 */
export function valueChanges(before: ReadonlyMap<string, Secret>, after: ReadonlyMap<string, Secret>): ValueChange[] {
  const gone = new Map([...before].filter(([key]) => !after.has(key)))
  const changes: ValueChange[] = []
  for (const [key, value] of after) {
    const old = before.get(key)
    if (old?.equals(value)) continue
    const former = old === undefined ? [...gone].find(([, other]) => other.equals(value))?.[0] : undefined
    if (former === undefined) changes.push({kind: 'set', key, value})
    else {
      gone.delete(former)
      changes.push({kind: 'rename', key: former, newKey: key})
    }
  }
  // last, so that the map is never empty in between
  return [...changes, ...[...gone.keys()].map(key => ({kind: 'remove', key}) as const)]
}
