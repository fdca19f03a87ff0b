import {isBase60, resolvePlain} from './resolve-plain.js'

/** How go-yaml writes a string: `|` for literal. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal'

// most of what a manifest holds: names, base64. It means itself wherever it stands, but for a few short words.
const SIMPLE = /^[A-Za-z_/][A-Za-z0-9+/=._-]*$/

/**
 * Chooses as go-yaml does: literal for text with line feeds, double quotes for what would else be no string, plain for
 * the rest; and where the text does not allow that style, the next one that it does.
 * https://github.com/yaml/go-yaml/blob/v2.4.3/encode.go (stringv), emitterc.go (analyze_scalar, select_scalar_style)
 */
export function scalarStyle(text: string): ScalarStyle {
  const kind = resolvePlain(text)
  const isString = kind === 'string' || kind === 'merge'
  if (SIMPLE.test(text)) return isString ? 'plain' : 'double'
  const traits = analyze(text)
  if (text.includes('\n')) return traits.allowsLiteral ? 'literal' : 'double'
  if (!isString || isBase60(text)) return 'double'
  if (traits.allowsPlain) return 'plain'
  return traits.allowsSingle ? 'single' : 'double'
}

/** A line break of YAML 1.1. */
export function isBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029
}

/** What go-yaml writes as it is. A UTF-16 unit of a pair is not: characters beyond the Basic Multilingual Plane are escaped. */
export function isPrintable(unit: number): boolean {
  if (unit < 0x7f) return unit >= 0x20 || unit === 0x0a
  return unit >= 0xa0 && !(unit >= 0xd800 && unit <= 0xdfff) && unit !== 0xfeff && unit < 0xfffe
}

interface Traits {
  allowsPlain: boolean
  allowsSingle: boolean
  allowsLiteral: boolean
}

const SPACE = 0x20
const TAB = 0x09
const COLON = 0x3a
const HASH = 0x23

function analyze(text: string): Traits {
  let hasIndicator = startsWithIndicator(text)
  let hasSpecial = false
  let hasBreak = false
  let hasSpaceBeforeBreak = false
  let hasSpaceAfterBreak = false
  let previous = SPACE
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (!isPrintable(unit)) hasSpecial = true
    if (isBreak(unit)) {
      hasBreak = true
      if (previous === SPACE && at > 0) hasSpaceBeforeBreak = true
    } else if (unit === SPACE) {
      if (at > 0 && isBreak(previous)) hasSpaceAfterBreak = true
    } else if (unit === COLON) {
      if (at > 0 && isBlankOrEnd(text.charCodeAt(at + 1))) hasIndicator = true
    } else if (unit === HASH) {
      if (previous === SPACE || previous === TAB || previous === 0 || isBreak(previous)) hasIndicator = true
    }
    previous = unit
  }
  const endsInSpace = previous === SPACE
  const isPadded = text.charCodeAt(0) === SPACE || endsInSpace
  return {
    allowsPlain: !hasIndicator && !hasSpecial && !hasBreak && !isPadded,
    allowsSingle: !hasSpecial && !hasSpaceBeforeBreak && !hasSpaceAfterBreak,
    allowsLiteral: !hasSpecial && !hasSpaceBeforeBreak && !endsInSpace,
  }
}

/** True where the first characters would begin something else than a plain scalar. */
function startsWithIndicator(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...')) return true
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return true
  return /^[?:-]/.test(text) && isBlankOrEnd(text.charCodeAt(1))
}

function isBlankOrEnd(unit: number): boolean {
  return unit === SPACE || unit === TAB || Number.isNaN(unit)
}
