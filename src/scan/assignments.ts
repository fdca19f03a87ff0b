import type {Range} from './text.js'

/** A name with a value, found around a credential word: `PASSWORD=x`, `"password": "x"`, `--password x`. */
export interface Assignment {
  key: string
  value: Range
  /** Where the name begins. */
  start: number
}

/** What counts as an assignment in a text. */
export interface AssignmentForm {
  /** Values without quotes, up to white space. */
  unquoted: boolean
  /** A colon assigns: always, before a quote only, or never. */
  colon: 'any' | 'quoted' | 'never'
}

const LONGEST_NAME = 128
const LONGEST_VALUE = 4096

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const QUOTE = 34
const DOLLAR = 36
const APOSTROPHE = 39
const DASH = 45
const COLON = 58
const EQUALS = 61
const GREATER = 62
const BACKSLASH = 92
const BACKQUOTE = 96
const TILDE = 126

/**
 * The assignment to the name that a credential word is part of. Looks at a bounded neighbourhood of the word only.
 * @param hit the offset after the word
 * @param from where the search may begin: the end of what was taken for the word before
 */
export function assignmentAt(content: string, hit: number, from: number, form: AssignmentForm): Assignment | undefined {
  const inside = isNameCode(content.charCodeAt(hit - 1)) ? hit - 1 : hit - 2
  if (inside < from) return undefined
  const start = nameStart(content, inside, Math.max(from, inside - LONGEST_NAME))
  const end = nameEnd(content, inside + 1)
  const name = content.slice(start, end)
  const dashes = name.startsWith('--') ? 2 : name.startsWith('-') ? 1 : 0
  const value = valueAfter(content, end, dashes > 0, form)
  return value && {key: name.slice(dashes), value, start}
}

function valueAfter(content: string, nameEndsAt: number, isFlag: boolean, form: AssignmentForm): Range | undefined {
  let at = skipQuote(content, nameEndsAt)
  const afterName = at
  at = skipBlanks(content, at)
  const code = content.charCodeAt(at)
  const next = content.charCodeAt(at + 1)
  if (code === EQUALS) {
    if (next === EQUALS || next === TILDE) return undefined
    at += next === GREATER ? 2 : 1
    return valueAt(content, skipBlanks(content, at), form.unquoted)
  }
  if (code === COLON) {
    if (next === EQUALS) return valueAt(content, skipBlanks(content, at + 2), form.unquoted)
    if (next === COLON || next === 47 || form.colon === 'never') return undefined
    return valueAt(content, skipBlanks(content, at + 1), form.unquoted && form.colon === 'any')
  }
  if (!isFlag || at === afterName || code === DASH) return undefined
  return valueAt(content, at, form.unquoted)
}

function valueAt(content: string, at: number, unquoted: boolean): Range | undefined {
  const code = content.charCodeAt(at)
  if (code === BACKSLASH && isQuoteCode(content.charCodeAt(at + 1))) return escapedQuoted(content, at)
  if (isQuoteCode(code)) return quoted(content, at)
  return unquoted ? bare(content, at) : undefined
}

/** Up to the same quote on the same line; a backslash takes the next character along. */
function quoted(content: string, open: number): Range | undefined {
  const quote = content.charCodeAt(open)
  const most = Math.min(content.length, open + LONGEST_VALUE)
  for (let at = open + 1; at < most; at++) {
    const code = content.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === quote) return at > open + 1 ? {start: open + 1, end: at} : undefined
    else if (code === NEWLINE) return undefined
  }
  return undefined
}

/** Within a quoted text: `\"password\": \"x\"`. */
function escapedQuoted(content: string, backslash: number): Range | undefined {
  const start = backslash + 2
  const end = content.slice(start, start + LONGEST_VALUE).indexOf(content.slice(backslash, start))
  return end > 0 ? {start, end: start + end} : undefined
}

const SCHEME = /(?:Bearer|Basic|Token|ApiKey|Digest) {1,4}(?=\S)/iy

function bare(content: string, start: number): Range | undefined {
  SCHEME.lastIndex = start
  const from = SCHEME.test(content) ? SCHEME.lastIndex : start
  const most = Math.min(content.length, from + LONGEST_VALUE)
  let at = from
  while (at < most && !endsBareValue(content.charCodeAt(at)))
    at = content.charCodeAt(at) === DOLLAR ? afterReference(content, at, most) : at + 1
  // a sentence's stop is not the value's
  if (at > from && content.charCodeAt(at - 1) === 46) at--
  return at > from ? {start, end: at} : undefined
}

/** `${…}` and `$(…)` are taken whole, whatever they hold. */
function afterReference(content: string, dollar: number, most: number): number {
  const open = content.charAt(dollar + 1)
  if (open !== '{' && open !== '(') return dollar + 1
  const close = content.slice(dollar, Math.min(most, dollar + 300)).indexOf(open === '{' ? '}' : ')')
  return close === -1 ? dollar + 1 : dollar + close + 1
}

// White space, quotes, and what ends an argument, an item or a parameter: , ; ) ] } < > & | and the backslash
const ENDINGS = new Set([NEWLINE, RETURN, SPACE, TAB, QUOTE, APOSTROPHE, BACKQUOTE, BACKSLASH, 44, 59, 41, 93, 125, 60, 62, 38, 124])

function endsBareValue(code: number): boolean {
  return ENDINGS.has(code)
}

function isQuoteCode(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE || code === BACKQUOTE
}

function skipBlanks(content: string, from: number): number {
  let at = from
  while (content.charCodeAt(at) === SPACE || content.charCodeAt(at) === TAB) at++
  return at
}

/** A name may stand between quotes or in brackets: `"password":`, `env['PASSWORD'] =`. */
function skipQuote(content: string, from: number): number {
  let at = from
  if (content.charCodeAt(at) === BACKSLASH) at++
  if (isQuoteCode(content.charCodeAt(at))) at++
  return content.charCodeAt(at) === 93 ? at + 1 : at
}

function nameStart(content: string, inside: number, least: number): number {
  let at = inside
  while (at > least && isNameCode(content.charCodeAt(at - 1))) at--
  return at
}

function nameEnd(content: string, from: number): number {
  const most = from + LONGEST_NAME
  let at = from
  while (at < most && isNameCode(content.charCodeAt(at))) at++
  return at
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === DASH || code === 46
  )
}
