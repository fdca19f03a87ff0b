/**
 * The source text of a value inside a JSON text: what stands at these keys, byte for byte, so that numbers and escapes stay
 * as the provider wrote them. Of equal keys the last one counts, as for every JSON parser in use.
 * @param text valid JSON
 */
export function jsonTextAt(text: string, keys: readonly string[]): string | undefined {
  return keys.reduce<string | undefined>((value, key) => (value === undefined ? undefined : entries(value).get(key)), text.trim())
}

/** The entries of a JSON object with the source text of each value; none for anything else. */
function entries(text: string): Map<string, string> {
  const found = new Map<string, string>()
  if (!text.startsWith('{')) return found
  let at = skipSpace(text, 1)
  while (text[at] === '"') {
    const keyEnd = valueEnd(text, at)
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1) // behind the colon
    const end = valueEnd(text, start)
    found.set(JSON.parse(text.slice(at, keyEnd)) as string, text.slice(start, end))
    at = skipSpace(text, skipSpace(text, end) + 1) // behind the comma
  }
  return found
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  return at
}

const SCALAR = /[^\s,\]}]+/y

/** Where the value ends that begins here. Nesting is counted, not recursed into. */
function valueEnd(text: string, from: number): number {
  let depth = 0
  let at = from
  do {
    const character = text.charAt(at)
    if (character === '"') at = stringEnd(text, at)
    else if (character === '{' || character === '[') {
      depth++
      at++
    } else if (character === '}' || character === ']') {
      depth--
      at++
    } else if (depth === 0) at = scalarEnd(text, at)
    else at++
  } while (depth > 0 && at < text.length)
  return at
}

function scalarEnd(text: string, from: number): number {
  SCALAR.lastIndex = from
  return SCALAR.test(text) ? SCALAR.lastIndex : text.length
}

/** Not an expression: a value of a megabyte would overflow its stack. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  return text.length
}
