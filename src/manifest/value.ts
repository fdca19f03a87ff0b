/**
 * A value of a Kubernetes object. An object is a struct, whose fields JSON prints in the given order; a Map is a map
 * of the user's keys, which is printed sorted. Integers beyond 2^53 are bigint, so that they keep every digit.
 */
export type PlainValue = string | number | bigint | boolean | null | PlainValue[] | PlainObject | PlainMap
export type PlainObject = {[key: string]: PlainValue}
export type PlainMap = ReadonlyMap<string, PlainValue>

/** Keys and values of a struct or a map, as they stand in it. */
export function entriesOf(value: PlainObject | PlainMap): [string, PlainValue][] {
  return isMap(value) ? [...value] : Object.entries(value)
}

export function isMap(value: PlainObject | PlainMap): value is PlainMap {
  return value instanceof Map
}
