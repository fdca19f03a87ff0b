import type {Finding, Severity} from '../../finding.js'
import {defineReporter} from '../reporter.js'

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

export default defineReporter({
  id: 'github',
  title: 'GitHub Actions annotations',
  render: findings => findings.map(finding => `::${LEVELS[finding.severity]} ${placeOf(finding)}::${data(textOf(finding))}\n`).join(''),
})

const LEVELS: Readonly<Record<Severity, string>> = {critical: 'error', high: 'error', medium: 'warning', low: 'warning', info: 'notice'}

function placeOf({path, line, column, endLine, endColumn, title}: Finding): string {
  // GitHub takes columns only of a place within one line
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : ''
  return `file=${property(path)},line=${line},endLine=${endLine}${columns},title=${property(title)}`
}

function textOf({message, preview, ruleId, remediation, commands}: Finding): string {
  const shown = preview === undefined ? '' : `, ${preview}`
  return [`${message}${shown} [${ruleId}]`, remediation, ...commands].join('\n')
}

// A path or a key may hold a line break or a comma; unescaped, it would start a second workflow command.
const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
