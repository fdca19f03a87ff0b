import type {Severity} from '../finding.js'

/**
 * What a vendor's token looks like and how to be rid of it: data with a fixed vocabulary, plus at most one pure function.
 * One rule a file under rules/, with test/fixtures/rules/<id>.yaml beside it; test/scan/rules.test.ts holds every rule to
 * what is said here. docs/extending.md has one to copy.
 */
export interface Rule {
  /** `vendor-thing`, forever: baselines and pipelines hold it. */
  id: string
  /** A noun phrase: "Stripe secret key". */
  title: string
  severity: Severity
  /**
   * Literal ASCII pieces in lower case, one of which stands in every match: letters of either case are found. They are searched
   * for in all text, so each has at least three characters and is rare in text without the token: `sk_live_`, not `key`.
   * A token that begins with one of them shows that much of itself in reports.
   */
  keywords: readonly string[]
  /**
   * Each keyword is the beginning of a token and of many words' ends (`pat` of `compat`): it counts at the start of a text and
   * after a byte that is no letter, no digit and none of `_ - . /`.
   */
  beginsToken?: boolean
  /**
   * Global. The named group `secret` is what is reported. It sees text as bytes (a letter beyond ASCII is two or more
   * characters) and only the neighbourhood of a keyword: no `^`, no `$`, every quantifier with an upper bound, no leading wildcard.
   */
  pattern: RegExp
  /** Many vendors' tokens have this form (a private key in PEM, a JWT): a rule that knows whose it is goes before. */
  isGeneral?: boolean
  /**
   * Finds the secrets in place of the pattern, as pairs of where each begins and ends: what users write in .gsec.yaml runs on an
   * engine of its own.
   */
  find?: (text: string) => Iterable<readonly [start: number, end: number]>
  /** Says no to a match that cannot be real, e.g. by its checksum. */
  accepts?: (secret: string) => boolean
  /** Lower-case pieces that make a match public by design when one stands within 256 bytes of it: `authdomain`. */
  publicNear?: readonly string[]
  /** How many bytes before and after a keyword a match may extend: at least the longest match. 512 unless told. */
  reach?: number
  /** What to do at the vendor's, in a sentence: "roll the key in the Stripe dashboard". Sealing and rotating are said for all rules alike. */
  remediation: string
  /** The vendor's own page about the token. */
  documentation: string
}

export const DEFAULT_REACH = 512

/** @throws TypeError for a rule that the engine cannot run: a mistake of its author, found by the tests. */
export function defineRule(rule: Rule): Rule {
  if (!rule.pattern.global) throw new TypeError(`${rule.id}: pattern must be global`)
  if (!rule.pattern.source.includes('(?<secret>')) throw new TypeError(`${rule.id}: pattern must have a group named secret`)
  if (rule.keywords.length === 0) throw new TypeError(`${rule.id}: a rule needs a keyword`)
  if (rule.keywords.some(word => !/^[!-@[-~ ]{3,}$/.test(word))) {
    throw new TypeError(`${rule.id}: keywords must be lower-case ASCII of three characters or more`)
  }
  return rule
}

/** Says no to names that begin as a token does and go on in words: `glagent-token-of-the-cluster`, `AVNS_PASSWORD_OF_THE_DATABASE`. */
export function mixesCases(token: string): boolean {
  return /[a-z]/.test(token) && /[A-Z]/.test(token)
}

/**
 * A pattern for tokens that only their name gives away: `DD_API_KEY=…`, `datadog: {apiKey: …}`, `name: DD_API_KEY` above `value: …`.
 * Give the same words as keywords.
 * @param names alternatives, e.g. `datadog|dd`; up to 32 more characters of a name may follow each
 * @param body the token itself, with explicit bounds, e.g. `[a-f0-9]{32}`
 */
export function namedValue(names: string, body: string): RegExp {
  const separator = `(?:["'\`]?\\s{0,4}(?::=|=>|[:=])|["']?,?\\s{1,40}["']?value["']?\\s{0,4}[:=])`
  return new RegExp(`(?:${names})[\\w.-]{0,32}${separator}\\s{0,4}["'\`]?(?<secret>${body})(?![\\w+/=-])`, 'gi')
}
