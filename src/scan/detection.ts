import {type ObjectName, type Severity, severities} from '../finding.js'
import type {Range} from './text.js'

/** What all rules have, whether they look for a token or at a place: what `gsec rules` shows. */
export interface RuleInfo {
  id: string
  title: string
  /** What to do, in a sentence without a full stop. Rotating the value is said for all rules alike. */
  remediation: string
  documentation?: string
}

/**
 * How much a layer knows about what it found. Of two that mark the same place, the one that knows more is reported.
 * `text`: a name before a value; `place`: the document says that a secret stands here; `form`: what kind of token it is;
 * `token`: whose it is; `exact`: the document says what it is.
 */
export const ranks = {text: 1, place: 2, form: 3, token: 4, exact: 5} as const
export type Rank = (typeof ranks)[keyof typeof ranks]

/** Something found, on its way to become a finding. The value stays within the engine. */
export interface Detection {
  rule: RuleInfo
  rank: Rank
  severity: Severity
  /** Bytes of the file. */
  range: Range
  /** The secret itself, one character a byte, decoded if it stood there encoded. */
  value: string
  /** The first characters of it that everybody may see: a vendor token's prefix. */
  prefix: string
  site?: Site | undefined
}

/** One step less bad; `info` stays. */
export function lowered(severity: Severity): Severity {
  return severities[severities.indexOf(severity) + 1] ?? severity
}

/** Where in a document something was found. */
export interface Site {
  keyPath: string
  object?: ObjectName | undefined
  /** Rules that the object's annotation waives, with the reason. */
  waivers: ReadonlyMap<string, string>
  /** What to type next. */
  commands: readonly string[]
}

/** A smaller mark within a larger one is the same thing from this share on: `Bearer` before a token, quotes around it. */
const SAME_THING = 0.6

/** Leaves one detection for each secret: where marks overlap, the one that knows more, with the better description of the place. */
export function withoutDuplicates(detections: readonly Detection[]): Detection[] {
  const sorted = [...detections].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end || b.rank - a.rank)
  const kept: Detection[] = []
  /** Marks that may reach over what comes next, outermost first. */
  let open: Detection[] = []
  for (const next of sorted) {
    open = open.filter(other => other.range.end > next.range.start)
    let current: Detection | undefined = next
    for (const outer of [...open].reverse()) {
      const winner = settle(outer, current)
      if (winner === 'both') continue
      if (winner === outer) {
        current = undefined
        break
      }
      open.splice(open.indexOf(outer), 1)
      kept.splice(kept.lastIndexOf(outer), 1)
      current = winner
    }
    if (current) {
      open.push(current)
      kept.push(current)
    }
  }
  return kept.sort((a, b) => a.range.start - b.range.start)
}

/** Which of two overlapping detections stays; `inner` begins within `outer`. */
function settle(outer: Detection, inner: Detection): Detection | 'both' {
  const overlap = Math.min(outer.range.end, inner.range.end) - inner.range.start
  const isSame = overlap >= SAME_THING * (outer.range.end - outer.range.start)
  if (!isSame && inner.rank >= ranks.form && outer.rank > ranks.text) return 'both'
  const winner = inner.rank > outer.rank ? inner : outer
  const other = winner === inner ? outer : inner
  if (!winner.site && other.site) winner.site = other.site
  return winner
}
