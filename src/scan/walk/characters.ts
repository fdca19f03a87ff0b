// The characters that the walkers ask for, as charCodeAt gives them.
export const TAB = 9
export const NEWLINE = 10
export const RETURN = 13
export const SPACE = 32
export const BANG = 33
export const QUOTE = 34
export const HASH = 35
export const PERCENT = 37
export const AMPERSAND = 38
export const APOSTROPHE = 39
export const COMMA = 44
export const DASH = 45
export const SLASH = 47
export const COLON = 58
export const EQUALS = 61
export const GREATER = 62
export const QUESTION = 63
export const OPEN_LIST = 91
export const BACKSLASH = 92
export const CLOSE_LIST = 93
export const OPEN_MAP = 123
export const PIPE = 124
export const CLOSE_MAP = 125

export function isWhite(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB
}

/** White space, or NaN: what charCodeAt gives past the end. */
export function isWhiteOrEnd(code: number): boolean {
  return isWhite(code) || Number.isNaN(code)
}

/** @returns the offset of the line break that ends the line, or `end` */
export function lineEnd(content: string, at: number, end: number): number {
  const newline = content.indexOf('\n', at)
  return newline === -1 || newline > end ? end : newline
}
