import {Fault} from './fault.js'
import {Dict, List, typeName, type Value} from './value.js'

// The comparisons of text/template: https://pkg.go.dev/text/template#hdr-Functions

/** True when the first equals any of the others. @throws Fault for types that cannot be compared. */
export function equals(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new Fault('invalid', '"eq" with nothing to compare with')
  return others.some(other => isEqual(first, other))
}

function isEqual(a: Value, b: Value): boolean {
  const isNothing = (value: Value) => value === null || value === undefined
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b)
  if (a instanceof List || a instanceof Dict || typeof a !== typeof b) throw cannotCompare(a, b)
  return a === b
}

/** Go's `<`: ints, floats and texts, each with its like. @throws Fault for all else. */
export function isLess(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a < b
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b
  if (typeof a === 'number' && typeof b === 'number') return a < b
  throw cannotCompare(a, b)
}

/** Less or equal. @throws Fault as `isLess`. */
export function isAtMost(a: Value, b: Value): boolean {
  return isLess(a, b) || a === b
}

function cannotCompare(a: Value, b: Value): Fault {
  return new Fault('invalid', `${typeName(a)} and ${typeName(b)} cannot be compared`)
}
