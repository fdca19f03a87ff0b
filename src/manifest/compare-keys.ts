/**
 * The order in which go-yaml writes the keys of a map: letters after everything else and by code point among themselves,
 * runs of digits by their number (key2 before key10), a shorter run or key before a longer one.
 * https://github.com/yaml/go-yaml/blob/v2.4.3/sorter.go
 */
export function compareNaturally(a: string, b: string): number {
  const at = firstDifference(a, b)
  const left = a.codePointAt(at)
  const right = b.codePointAt(at)
  if (left === undefined || right === undefined) return a.length - b.length
  const leftIsLetter = isLetter(left)
  const rightIsLetter = isLetter(right)
  if (leftIsLetter || rightIsLetter) {
    if (leftIsLetter && rightIsLetter) return left - right
    return leftIsLetter ? 1 : -1
  }
  // after a digit other than 0, a zero is no leading zero: 10 and 9 there are 110 and 19
  const carry = (left === ZERO || right === ZERO) && followsNumber(a, at) ? 1 : 0
  const leftRun = digitRun(a, at, carry)
  const rightRun = digitRun(b, at, carry)
  if (leftRun.value < rightRun.value) return -1
  if (leftRun.value > rightRun.value) return 1
  return leftRun.digits - rightRun.digits || left - right
}

/** The order in which Go's encoding/json writes the keys of a map: by their UTF-8 bytes, which is by code point. */
export function compareCodePoints(a: string, b: string): number {
  const at = firstDifference(a, b)
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

const ZERO = 0x30
const NINE = 0x39
const LETTER = /^\p{L}/u
const DIGIT = /^\p{Nd}/u

/** The index of the first code point in which two texts differ, or the end of the shorter one. */
function firstDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let at = 0
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++
  // two characters may differ in the second half of a surrogate pair alone
  const isInsidePair =
    at > 0 && (isLowSurrogate(a.charCodeAt(at)) || isLowSurrogate(b.charCodeAt(at))) && isHighSurrogate(a.charCodeAt(at - 1))
  return isInsidePair ? at - 1 : at
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

function isLetter(point: number): boolean {
  return point < 0x80 ? (point | 0x20) >= 0x61 && (point | 0x20) <= 0x7a : LETTER.test(String.fromCodePoint(point))
}

function isDigit(point: number): boolean {
  return point < 0x80 ? point >= ZERO && point <= NINE : DIGIT.test(String.fromCodePoint(point))
}

/** True when the digits just before `at` hold another one than 0. */
function followsNumber(text: string, at: number): boolean {
  for (const character of [...text.slice(0, at)].reverse()) {
    if (!DIGIT.test(character)) return false
    if (character !== '0') return true
  }
  return false
}

/** The digits from `at` on: how many, and their number in 64 bits, where go-yaml lets it overflow. */
function digitRun(text: string, at: number, carry: number): {value: bigint; digits: number} {
  let value = BigInt(carry)
  let digits = 0
  let next = at
  for (let point = text.codePointAt(next); point !== undefined && isDigit(point); point = text.codePointAt(next)) {
    value = BigInt.asIntN(64, value * 10n + BigInt(point - ZERO))
    digits++
    next += point > 0xffff ? 2 : 1
  }
  return {value, digits}
}
