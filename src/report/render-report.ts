import type {Finding} from '../finding.js'
import type {Reporter, RunInfo} from './reporter.js'
import {reporters} from './reporters/index.generated.js'

/** Every form of a report, as users type it. */
export const formats: readonly string[] = reporters.map(({id}: Reporter) => id)

/** The findings in one form, ordered by file and place. */
export function renderReport(format: string, findings: readonly Finding[], run: RunInfo): string {
  const reporter = reporters.find(({id}: Reporter) => id === format)
  return reporter?.render(sorted(findings), run) ?? ''
}

/** By file, line, column and rule. */
export function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.ruleId, b.ruleId))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
