import {type Finding, type Severity, severities} from '../../finding.js'
import {visible} from '../../visible.js'
import {defineReporter} from '../reporter.js'

export default defineReporter({
  id: 'text',
  title: 'one finding a line, for people',
  render(findings, {scope, isColoured = false}) {
    const paint: Paint = isColoured ? (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m` : (_, text) => text
    const explained = new Set<string>()
    const files = byFile(findings).map(file =>
      groups(file)
        .flatMap(group => groupLines(group, explained, paint))
        .join('\n'),
    )
    const sum = paint(findings.length === 0 ? 'good' : 'strong', `${countText(findings)} in ${visible(scope)}`)
    return `${[...files, sum].join(files.length > 1 ? '\n\n' : '\n')}\n`
  },
})

type Style = 'strong' | 'good' | 'faint' | 'command' | Severity
type Paint = (style: Style, text: string) => string

/** SGR parameters: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const STYLES: Readonly<Record<Style, string>> = {
  strong: '1',
  good: '32',
  faint: '2',
  command: '36',
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '34',
  info: '2',
}

/** Findings come in the order of their files. */
function byFile(findings: readonly Finding[]): Finding[][] {
  const files: Finding[][] = []
  for (const finding of findings) {
    const last = files.at(-1)
    if (last?.[0]?.path === finding.path) last.push(finding)
    else files.push([finding])
  }
  return files
}

/** Neighbours that are mended in the same way: ten values of a Secret need one command. */
function groups(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = []
  const remedy = ({ruleId, commands}: Finding) => JSON.stringify([ruleId, commands])
  for (const finding of findings) {
    const first = groups.at(-1)?.[0]
    if (first && remedy(first) === remedy(finding)) groups.at(-1)?.push(finding)
    else groups.push([finding])
  }
  return groups
}

/** What to do is said once a rule, what to type once a group. */
function groupLines(group: readonly Finding[], explained: Set<string>, paint: Paint): string[] {
  const [first] = group
  if (!first) return []
  const remediation = explained.has(first.ruleId) ? [] : [first.remediation]
  explained.add(first.ruleId)
  return [
    ...group.map(finding => headline(finding, paint)),
    ...remediation.map(text => `    ${visible(text)}`),
    ...first.commands.map(command => `    ${paint('command', visible(command))}`),
  ]
}

function headline({path, line, column, severity, message, preview, ruleId, commit}: Finding, paint: Paint): string {
  const shown = preview === undefined ? '' : `, ${preview}`
  const place = paint('strong', visible(`${path}:${line}:${column}`))
  const rule = paint('faint', `[${visible(ruleId)}]`)
  return `${place}: ${paint(severity, severity)}: ${visible(message + shown)} ${rule}${commit ? ` in commit ${visible(commit.id)}` : ''}`
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
