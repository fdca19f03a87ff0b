/** A value to be written: text of one line, or a map of one entry around it, for maps that are not there yet. */
export type NewValue = string | NewEntry

export interface NewEntry {
  key: string
  value: NewValue
}

/** `value` below the keys of a path, outermost first. */
export function nested(path: readonly string[], value: string): NewValue {
  return path.reduceRight<NewValue>((inner, key) => ({key, value: inner}), value)
}
