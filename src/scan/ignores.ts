/** A mark by which the author of a line asks that nothing be reported there. */
export interface Ignore {
  /** Whose mark it is, as it is written: `gsec:ignore`, `gitleaks:allow`. */
  mark: string
  /** Only these rules; all when there is none. */
  rules: readonly string[]
  reason: string
  /** The line it stands on, counted from 1. */
  line: number
  /** It is for the line below, by its words. */
  isForNext: boolean
  /** It has the line to itself, and is for the line below too. */
  isAlone: boolean
}

interface Dialect {
  pattern: RegExp
  isForNext?: boolean
}

// https://github.com/gitleaks/gitleaks#gitleaksallow · https://github.com/Yelp/detect-secrets#inline-allowlisting ·
// https://github.com/trufflesecurity/trufflehog#trufflehogignore · https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-filter-comments
const DIALECTS: readonly Dialect[] = [
  {pattern: /\b(?<mark>gsec:ignore)(?:=(?<rules>[a-z0-9][a-z0-9,-]{0,300}))?(?=[\s*/>}"',)]|$)(?:[ \t]{1,9}(?<reason>[^\n]{1,300}))?/},
  {pattern: /\b(?<mark>gitleaks:allow)\b/},
  {pattern: /\b(?<mark>betterleaks:allow)\b/},
  {pattern: /\b(?<mark>kingfisher:(?:ignore|allow))\b/},
  {pattern: /\b(?<mark>trufflehog:ignore)\b/},
  {pattern: /\b(?<mark>pragma: ?(?:allow|white)list nextline secret)\b/, isForNext: true},
  {pattern: /\b(?<mark>pragma: ?(?:allow|white)list secret)\b/},
  {pattern: /\b(?<mark>secretlint-disable-next-line)\b/, isForNext: true},
  {pattern: /\b(?<mark>secretlint-disable-line)\b/},
]
/** Something that all marks have; most lines do not. */
const ANY_MARK = /gsec:ignore|:allow|:ignore|pragma: ?\w{5}list|secretlint-disable-/
const COMMENT_ONLY = /^\s*(?:#|\/\/|--|;|\*|\/\*|<!--|\{\{-?\s*\/\*|%|'|REM\b|!|")/

/** The mark on one line, if there is one. */
export function ignoreIn(text: string, line: number): Ignore | undefined {
  if (!ANY_MARK.test(text)) return undefined
  for (const {pattern, isForNext = false} of DIALECTS) {
    const groups = pattern.exec(text)?.groups
    if (!groups) continue
    const rules = (groups['rules'] ?? '').split(',').filter(rule => rule !== '')
    const reason = (groups['reason'] ?? '').replace(/\s*(?:\*\/|-->|\}\}).*$/, '').trim()
    return {mark: groups['mark'] ?? '', rules, reason, line, isForNext, isAlone: COMMENT_ONLY.test(text)}
  }
  return undefined
}

/**
 * The mark that covers a finding: on one of its first and last lines, or on a line of its own above it.
 * @param markOn the mark on a line, counted from 1
 */
export function ignoreFor(
  ruleId: string,
  firstLine: number,
  lastLine: number,
  markOn: (line: number) => Ignore | undefined,
): Ignore | undefined {
  for (const line of [firstLine, lastLine]) {
    const own = markOn(line)
    if (own && !own.isForNext && covers(own, ruleId)) return own
  }
  const above = markOn(firstLine - 1)
  return above && (above.isForNext || above.isAlone) && covers(above, ruleId) ? above : undefined
}

function covers({rules}: Ignore, ruleId: string): boolean {
  return rules.length === 0 || rules.includes(ruleId)
}

/** All marks of a text: a pull request's new ones are listed, since the gate is not steered by what it judges. */
export function ignoresIn(text: string): Ignore[] {
  return ANY_MARK.test(text) ? text.split('\n').flatMap((line, index) => ignoreIn(line.slice(0, 20_000), index + 1) ?? []) : []
}
