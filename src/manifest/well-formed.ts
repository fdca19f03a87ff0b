/** A text with U+FFFD in place of each lone surrogate, which UTF-8 has no form for. Go reads `"\ud800"` that way. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE_SURROGATE, '\ufffd') : text
}

const SURROGATE = /[\ud800-\udfff]/
const LONE_SURROGATE = /\p{Surrogate}/gu
