import {DEFAULT_REACH, type Rule} from './rule.js'

/** A rule's match in one text; offsets are bytes. */
export interface Match {
  rule: Rule
  start: number
  end: number
  secret: string
}

/** How far from a match a piece that makes it public may stand. */
const NEAR = 256

/** Stands for what is before the start of a text. */
const SPACE = 32

/** Of each byte whether a word goes on after it. */
const GOES_ON = Uint8Array.from({length: 256}, (_, byte) => Number(/[\w./-]/.test(String.fromCharCode(byte))))

/**
 * Where one rule's keywords stand in one text, widened by the rule's reach and joined where they touch: the pattern runs
 * there and nowhere else, over each byte once.
 */
export class Neighbourhoods {
  readonly rule: Rule
  /** start, end, start, end …, in order and apart. */
  readonly #bounds: number[] = []
  readonly #reach: number
  readonly #longest: number

  constructor(rule: Rule) {
    this.rule = rule
    this.#reach = rule.reach ?? DEFAULT_REACH
    this.#longest = Math.max(...rule.keywords.map(word => word.length))
  }

  /**
   * @param end the offset after a keyword; ends come in ascending order
   * @param length of that keyword
   */
  add(bytes: Uint8Array, end: number, length: number): void {
    if (this.rule.beginsToken && GOES_ON[bytes[end - length - 1] ?? SPACE]) return
    const bounds = this.#bounds
    const from = Math.max(0, end - this.#longest - this.#reach)
    if (bounds.length > 0 && from <= (bounds[bounds.length - 1] ?? 0)) bounds[bounds.length - 1] = end + this.#reach
    else bounds.push(from, end + this.#reach)
  }

  clear(): void {
    this.#bounds.length = 0
  }

  /**
   * @param spend is told the number of bytes before a pattern runs over them
   * @returns matches in order, without those that the rule itself refuses
   */
  matches(bytes: Buffer, spend: (bytes: number) => void = () => undefined): Match[] {
    const found: Match[] = []
    for (let at = 0; at < this.#bounds.length; at += 2) {
      const from = this.#bounds[at] ?? 0
      const text = bytes.toString('latin1', from, Math.min(this.#bounds[at + 1] ?? 0, bytes.length))
      spend(text.length)
      this.#matchesIn(text, from, bytes, found)
    }
    return found
  }

  #matchesIn(text: string, from: number, bytes: Buffer, found: Match[]): void {
    for (const [first, last] of this.rule.find?.(text) ?? secretsIn(text, withIndices(this.rule))) {
      const secret = text.slice(first, last)
      const start = from + first
      if (this.rule.accepts?.(secret) === false || this.#isPublic(bytes, start)) continue
      found.push({rule: this.rule, start, end: from + last, secret})
    }
  }

  #isPublic(bytes: Buffer, start: number): boolean {
    if (!this.rule.publicNear) return false
    const around = bytes.toString('latin1', Math.max(0, start - NEAR), Math.min(start + NEAR, bytes.length)).toLowerCase()
    return this.rule.publicNear.some(piece => around.includes(piece))
  }
}

/** @param pattern global, with the flag d */
function* secretsIn(text: string, pattern: RegExp): Generator<readonly [start: number, end: number]> {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++
    const range = match.indices?.groups?.['secret']
    if (range) yield range
  }
}

const compiled = new WeakMap<Rule, RegExp>()

/** The rule's pattern that also tells where its groups stand; compiled at the rule's first match attempt. */
function withIndices(rule: Rule): RegExp {
  let pattern = compiled.get(rule)
  if (!pattern) {
    pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('d', '')}d`)
    compiled.set(rule, pattern)
  }
  return pattern
}
