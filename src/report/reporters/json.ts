import type {Finding} from '../../finding.js'
import {defineReporter, type RunInfo} from '../reporter.js'

/** What `--format json` and `--json` print: docs/reports.md. */
export interface JsonReport {
  command: string
  findings: readonly Finding[]
  counts: Readonly<Record<string, number>>
  /** What a command tells besides. */
  [more: string]: unknown
}

export function jsonReport(findings: readonly Finding[], {command, counts, more}: RunInfo): JsonReport {
  return {command, findings, counts: {...counts, findings: findings.length}, ...more}
}

export default defineReporter({
  id: 'json',
  title: 'findings as JSON, the same as --json',
  render: (findings, run) => `${JSON.stringify(jsonReport(findings, run), undefined, 2)}\n`,
})
