import {type Finding, isAtLeast, type Severity} from '../../finding.js'
import {defineReporter} from '../reporter.js'

// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
// What GitHub's code scanning makes of it: https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

export default defineReporter({
  id: 'sarif',
  title: 'SARIF 2.1.0, for code scanning',
  render(findings, {version, command}) {
    const rules = worstOfEachRule(findings)
    const ruleIds = rules.map(({ruleId}) => ruleId)
    const run = {
      tool: {driver: {name: 'gsec', semanticVersion: version, rules: rules.map(rule)}},
      automationDetails: {id: `gsec/${command}/`},
      columnKind: 'utf16CodeUnits',
      results: findings.map(finding => result(finding, ruleIds.indexOf(finding.ruleId))),
    }
    return `${JSON.stringify({$schema: SCHEMA, version: '2.1.0', runs: [run]}, undefined, 2)}\n`
  },
})

/** A rule is described by the worst of its findings. */
function worstOfEachRule(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>()
  for (const finding of findings) {
    const known = worst.get(finding.ruleId)
    if (!known || !isAtLeast(known.severity, finding.severity)) worst.set(finding.ruleId, finding)
  }
  return [...worst.values()]
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json'
const LEVELS: Readonly<Record<Severity, string>> = {critical: 'error', high: 'error', medium: 'warning', low: 'warning', info: 'note'}
/** A CVSS score in the middle of each band, which code scanning shows as the same words. */
const SCORES: Readonly<Record<Severity, string>> = {critical: '9.5', high: '8.0', medium: '5.5', low: '2.5', info: '0.0'}

function rule({ruleId, title, severity, remediation, documentation}: Finding) {
  return {
    id: ruleId,
    shortDescription: {text: title},
    help: {text: remediation},
    ...(documentation !== undefined && {helpUri: documentation}),
    defaultConfiguration: {level: LEVELS[severity]},
    properties: {'security-severity': SCORES[severity], tags: ['security']},
  }
}

function result(finding: Finding, ruleIndex: number) {
  const {ruleId, severity, message, preview, path, line, column, endLine, endColumn, object, keyPath, fingerprint, commands, commit} =
    finding
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: {text: preview === undefined ? message : `${message}, ${preview}`},
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: uriOf(path)},
          region: {startLine: line, startColumn: column, endLine, endColumn},
        },
        ...(keyPath !== undefined && {logicalLocations: [{fullyQualifiedName: keyPath, kind: 'property'}]}),
      },
    ],
    partialFingerprints: {'gsec/v1': fingerprint},
    properties: {
      severity,
      ...(object && {object}),
      ...(commands.length > 0 && {commands}),
      ...(commit && {commit}),
    },
  }
}

/** A relative reference: a colon in its first segment would make a scheme of it. */
function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return path.startsWith('/') ? `file://${encoded}` : encoded
}
