import type {Severity} from '../../finding.js'

/** What lint looks for. docs/external.md has a row for each; a test keeps the two in step. */
export interface LintRule {
  /** Short, the same for all findings: "unknown field". */
  title: string
  /** Errors (high) are what the cluster refuses; the rest it accepts, and then fails or hides. */
  severity: Severity
  /** What to do, where the finding has no better advice. */
  fix: string
}

export const defineRules = <Id extends string>(rules: Readonly<Record<Id, LintRule>>): Readonly<Record<Id, LintRule>> => rules
