/**
 * Text as Go keeps it: bytes. Each character of such a string is one byte (U+0000 to U+00FF), so binary values pass through a template
 * unchanged, lengths and orders are Go's, and `+`, `===` and `<` work. bytes.ts turns text into it and back.
 */
export type Bytes = string

/**
 * What an expression can be. `bigint` is Go's int, `number` its float64. `undefined` is the absent value (a key that a map has not;
 * printed "<no value>"), `null` is nil inside a list, a map or an argument (printed "<nil>"): Go treats the two apart.
 */
export type Value = Bytes | bigint | number | boolean | List | Dict | null | undefined

/** Type of what a list or map holds: Go's string or interface{}. It shows in messages that printf writes, and in what a missing key is. */
type Held = 'string' | 'any'

/** Go's []string or []interface{}. Never changed once made. */
export class List {
  readonly items: readonly Value[]
  readonly holds: Held

  constructor(items: readonly Value[], holds: Held) {
    this.items = items
    this.holds = holds
  }
}

/** Go's map[string]string or map[string]interface{}. Never changed once made. */
export class Dict {
  readonly entries: ReadonlyMap<Bytes, Value>
  readonly holds: Held

  constructor(entries: ReadonlyMap<Bytes, Value>, holds: Held) {
    this.entries = entries
    this.holds = holds
  }

  /** In the order of the keys' bytes, as text/template and fmt walk over a map. */
  sorted(): [key: Bytes, value: Value][] {
    return [...this.entries].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Go's name of a value's type, as printf and its error marks write it. */
export function typeName(value: Value): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'float64'
  if (typeof value === 'boolean') return 'bool'
  if (value instanceof List) return value.holds === 'any' ? '[]interface {}' : '[]string'
  if (value instanceof Dict) return value.holds === 'any' ? 'map[string]interface {}' : 'map[string]string'
  return 'nil'
}

/** Whether `if` takes the value for true: not zero, not empty, not absent. Sprig's `empty` is the opposite. */
export function isTrue(value: Value): boolean {
  if (value instanceof List) return value.items.length > 0
  if (value instanceof Dict) return value.entries.size > 0
  return Boolean(value)
}
