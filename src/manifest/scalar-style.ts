import {isBase60, resolvePlain} from './resolve-plain.js'

/** How go-yaml writes a string: `|` for literal. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal'

// most of what a manifest holds: names, base64. It means itself wherever it stands, but for a few short words.
const SIMPLE = /^[A-Za-z_/][A-Za-z0-9+/=._-]*$/

// A character that go-yaml escapes, a tab and a carriage return among them: then nothing but double quotes will do.
// Each half of a surrogate pair is one, since go-yaml escapes what lies beyond the Basic Multilingual Plane.
const ESCAPED = /[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

// what would begin something else than a plain scalar, what would end one, and white space that a reader would drop
const NOT_PLAIN = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@` ]|[?:-](?: |$))|: | #|[: ]$|[\u2028\u2029]/
const SPACE_BEFORE_BREAK = / [\n\u2028\u2029]/
const SPACE_AFTER_BREAK = /[\n\u2028\u2029] /

/**
 * Chooses as go-yaml does: literal for text with line feeds, double quotes for what would else be no string, plain for
 * the rest; and where the text does not allow that style, the next one that it does.
 * https://github.com/yaml/go-yaml/blob/v2.4.3/encode.go (stringv), emitterc.go (analyze_scalar, select_scalar_style)
 */
export function scalarStyle(text: string): ScalarStyle {
  const kind = resolvePlain(text)
  // go-yaml leaves << unquoted, even as a key
  const isString = (kind === 'string' || kind === 'merge') && !isBase60(text)
  if (SIMPLE.test(text)) return isString ? 'plain' : 'double'
  if (ESCAPED.test(text) || SPACE_BEFORE_BREAK.test(text)) return 'double'
  if (text.includes('\n')) return text.endsWith(' ') ? 'double' : 'literal'
  if (!isString) return 'double'
  if (!NOT_PLAIN.test(text)) return 'plain'
  return SPACE_AFTER_BREAK.test(text) ? 'double' : 'single'
}

/** A line break of YAML 1.1. */
export function isBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029
}

/** True for a UTF-16 unit that go-yaml writes as it is. */
export function isPrintable(unit: number): boolean {
  return !ESCAPED.test(String.fromCharCode(unit))
}
