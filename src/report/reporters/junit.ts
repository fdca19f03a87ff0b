import type {Finding} from '../../finding.js'
import {defineReporter} from '../reporter.js'

// The form that Jenkins, GitLab and Azure read. Jenkins has the schema, and it knows no file and no line of a test case:
// https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd

export default defineReporter({
  id: 'junit',
  title: 'JUnit XML, a failed test case a finding',
  render(findings, {command, scope}) {
    const failures = findings.filter(isFailure).length
    // a suite without a case counts as "nothing was run" in some viewers
    const cases =
      findings.length === 0
        ? [`    <testcase classname="gsec.${command}" name="no findings in ${escaped(scope)}"/>`]
        : findings.map(testCase)
    const counts = `tests="${cases.length}" failures="${failures}" errors="0"`
    const suite = [`  <testsuite name="gsec ${command}" ${counts} skipped="0">`, ...cases, '  </testsuite>']
    return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="gsec" ${counts}>`, ...suite, '</testsuites>', ''].join('\n')
  },
})

function testCase(finding: Finding): string {
  const {ruleId, path, line, column, severity, message, title} = finding
  const head = `    <testcase classname="${escaped(path)}" name="${escaped(`${ruleId} at ${line}:${column}`)}">`
  const text = escaped(details(finding))
  const result = isFailure(finding)
    ? `      <failure message="${escaped(message)}" type="${escaped(`${severity}: ${title}`)}">${text}</failure>`
    : `      <system-out>${text}</system-out>`
  return `${head}\n${result}\n    </testcase>`
}

const isFailure = ({severity}: Finding) => severity !== 'info'

function details({path, line, column, severity, message, preview, remediation, commands}: Finding): string {
  const shown = preview === undefined ? '' : `, ${preview}`
  return [`${path}:${line}:${column}: ${severity}: ${message}${shown}`, remediation, ...commands].join('\n')
}

/** Text and attribute values alike. What XML 1.0 cannot hold at all becomes U+FFFD; a line break in an attribute would become a space. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (character: string) => `&#${character.charCodeAt(0)};`)
}
