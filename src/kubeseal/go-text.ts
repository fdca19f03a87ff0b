// How Go prints and reads small values, since kubeseal's messages and flags are made of it.

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u000b': '\\v',
  '\\': '\\\\',
}
// everything that Go's unicode.IsPrint refuses; the plain space is printable
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}\\]/gu

/** A text as %q prints it: in double quotes, with escapes for what cannot be seen. https://pkg.go.dev/strconv#Quote */
export function quote(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\"')}"`
}

/** One character as %q prints a rune: in single quotes. */
export function quoteCharacter(codePoint: number): string {
  const character = String.fromCodePoint(codePoint)
  return character === "'" ? "'\\''" : `'${escaped(character)}'`
}

function escaped(text: string): string {
  return text.replace(UNPRINTABLE, character => {
    if (character === ' ') return character
    const known = ESCAPES[character]
    if (known) return known
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) return `\\x${hex(code, 2)}`
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
  })
}

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')

/** What strconv.ParseBool takes; undefined for anything else. */
export function parseBool(text: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : undefined
}

/** Why strconv.ParseInt with base 10 and 32 bits refuses a text, or undefined. */
export function int32Fault(text: string): string | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return 'invalid syntax'
  const value = BigInt(text.replace('+', ''))
  return value < -(1n << 31n) || value >= 1n << 31n ? 'value out of range' : undefined
}
