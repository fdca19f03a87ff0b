import {type Finding, severities} from '../../finding.js'
import {visible} from '../../visible.js'
import {defineReporter} from '../reporter.js'

export default defineReporter({
  id: 'text',
  title: 'one finding a line, for people',
  render(findings, {scope}) {
    const explained = new Set<string>()
    const lines = findings.flatMap(finding => {
      const isFirst = !explained.has(finding.ruleId)
      explained.add(finding.ruleId)
      // what to do is said once a rule, what to type for every finding
      return [headline(finding), ...[...(isFirst ? [finding.remediation] : []), ...finding.commands].map(line => `    ${line}`)]
    })
    return `${[...lines, `${countText(findings)} in ${scope}`].map(visible).join('\n')}\n`
  },
})

function headline({path, line, column, severity, message, preview, ruleId, commit}: Finding): string {
  const shown = preview === undefined ? '' : ` ${preview}`
  return `${path}:${line}:${column}: ${severity}: ${message}${shown} [${ruleId}]${commit ? ` in commit ${commit.id}` : ''}`
}

/** "no findings", "1 finding (1 high)", "3 findings (2 high, 1 low)". */
function countText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings'
  const bySeverity = severities.flatMap(severity => {
    const count = findings.filter(finding => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}`]
  })
  return `${findings.length} finding${findings.length === 1 ? '' : 's'} (${bySeverity.join(', ')})`
}
