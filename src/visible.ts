/**
 * Text that is safe on a terminal and stays on its line: control characters, line separators and bidirectional
 * overrides, which a file name or a key may hold, become visible escapes.
 */
export function visible(text: string): string {
  return text.replace(CONTROL, character => {
    const known = NAMED[character]
    if (known) return known
    const code = character.codePointAt(0) ?? 0
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

const NAMED: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
