import {createHash} from 'node:crypto'

/** How bad a finding is, worst first. docs/reports.md maps it to each report format. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** True when `severity` is as bad as `least`, or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least)
}

/** The Kubernetes object that a finding stands in, as its manifest names it. */
export interface ObjectName {
  kind: string
  name?: string | undefined
  namespace?: string | undefined
}

/**
 * One answer "no" of scan, lint, verify or audit. It carries no plaintext, so no reporter, log or JSON dump can print one.
 * Lines and columns are counted from 1, columns in UTF-16 code units; the end is the place after the last character.
 * A finding about a whole file stands at 1:1.
 */
export interface Finding {
  /** The rule's id, `vendor-thing`: forever, since baselines and pipelines hold it. */
  ruleId: string
  /** What the rule finds, the same for all its findings: "Stripe secret key". */
  title: string
  /** This finding in one sentence, without a full stop: "stringData.password of Secret shop/db holds a plain value". */
  message: string
  severity: Severity
  /** As the user named it, with slashes on every system. */
  path: string
  line: number
  column: number
  endLine: number
  endColumn: number
  object?: ObjectName | undefined
  /** Where in the document: `spec.template.spec.containers[app].env[DB_PASSWORD].value`. Lists are entered by name where items have one. */
  keyPath?: string | undefined
  /** A vendor token's public prefix and length, "sk_live_… (32 characters)"; for everything else the length alone. */
  preview?: string | undefined
  /** Stays the same when lines move: `fingerprintOf`. */
  fingerprint: string
  /** How to be rid of it, in a sentence or two. */
  remediation: string
  /** What to type next, for this very document: whole command lines. */
  commands: readonly string[]
  /** A page about the thing found. */
  documentation?: string | undefined
  /** In a history scan: the commit that brought it. The date is ISO 8601. */
  commit?: {id: string; author: string; date: string} | undefined
}

/**
 * Names a finding by its rule and place. Never by the value: a published baseline would confirm guesses at it.
 * @param ordinal how many findings of the same rule, path, object and key path stand before it
 * @returns 16 hexadecimal digits
 */
export function fingerprintOf(
  {ruleId, path, object, keyPath}: Pick<Finding, 'ruleId' | 'path' | 'object' | 'keyPath'>,
  ordinal: number,
): string {
  const place = [ruleId, path, object?.kind, object?.namespace, object?.name, keyPath, ordinal]
  return createHash('sha256')
    .update(place.map(part => part ?? '').join('\0'))
    .digest('hex')
    .slice(0, 16)
}
