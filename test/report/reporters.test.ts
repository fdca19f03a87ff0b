import assert from 'node:assert/strict'
import {Ajv} from 'ajv'
import {type Finding, fingerprintOf} from '../../src/finding.js'
import {formats, renderReport} from '../../src/report/render-report.js'
import {jsonReport} from '../../src/report/reporters/json.js'
import {expectGolden} from '../support/golden.js'
import {readXml, type XmlElement} from '../support/read-xml.js'
import {sarifSchema} from '../support/sarif-schema.js'

const run = {version: '1.2.3', command: 'verify', scope: '2 SealedSecrets', counts: {sealedSecrets: 2, values: 5}}

const plain = finding({
  ruleId: 'sealed-invalid-ciphertext',
  title: 'Not a ciphertext',
  message: 'the value of password is cut off',
  severity: 'high',
  path: 'apps/shop/db.yaml',
  line: 7,
  column: 15,
  endLine: 7,
  endColumn: 40,
  object: {kind: 'SealedSecret', name: 'db', namespace: 'shop'},
  keyPath: 'spec.encryptedData.password',
  remediation: 'Seal the value again.',
  commands: ['gsec set apps/shop/db.yaml password'],
})

// A file may be called like a workflow command, a Markdown link or an XML entity, and a key may hold what moves a cursor.
const hostile = finding({
  ruleId: 'sealed-missing-name',
  title: 'Title: with, signs',
  message: 'a\u001b[2Jb ]]> </failure> &amp; "x" %0A [y](http://z) \u202e',
  severity: 'info',
  path: 'a,b\n::c.env',
  line: 1,
  column: 1,
  endLine: 3,
  endColumn: 2,
  preview: 'sk_live_… (32 characters)',
  remediation: 'Do this; 100 % sure.',
  commands: [],
  documentation: 'https://example.com/a?b=c',
  commit: {id: '0123456789abcdef0123456789abcdef01234567', author: 'Ann', date: '2026-01-02T03:04:05Z'},
})

const findings = [hostile, plain, {...plain, line: 9, endLine: 9, severity: 'medium' as const, commands: []}]

describe('the report', () => {
  for (const format of formats) {
    it(`as ${format} is as it should be, with findings and without`, () => {
      expectGolden(`report/${format}.txt`, `-- some --\n${renderReport(format, findings, run)}-- none --\n${renderReport(format, [], run)}`)
    })
  }

  it('as text shows colours where it is asked to, and nothing else that moves a cursor', () => {
    const coloured = renderReport('text', findings, {...run, isColoured: true})
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
    const painted = /\u001b\[[0-9;]*m/g
    assert.match(coloured, painted)
    assert.equal(coloured.replaceAll(painted, ''), renderReport('text', findings, run))
    assert.doesNotMatch(renderReport('text', findings, run), painted)
  })

  it('as text says once what mends several findings of a file', () => {
    const next = {...plain, line: 8}
    const text = renderReport('text', [plain, next], run)
    assert.equal(text.split(plain.commands[0] ?? '').length, 2)
    assert.ok(text.indexOf(`${next.path}:8:`) < text.indexOf(plain.commands[0] ?? ''))
  })

  it('as json is what --json prints', () => {
    assert.deepEqual(JSON.parse(renderReport('json', [plain], run)), jsonReport([plain], run))
  })

  it('as sarif keeps to the standard', () => {
    const validate = new Ajv({strict: true, allErrors: true}).compile(sarifSchema)
    for (const some of [findings, []]) {
      assert.ok(validate(JSON.parse(renderReport('sarif', some, run))), JSON.stringify(validate.errors, undefined, 1))
    }
  })

  it('as junit is well-formed, and its counts are right', () => {
    for (const some of [findings, []]) {
      const suites = readXml(renderReport('junit', some, run))
      const [suite] = suites.children
      assert.ok(suite)
      const cases = suite.children
      const failures = cases.flatMap(one => one.children.filter(child => child.name === 'failure'))
      for (const {attributes} of [suites, suite]) {
        assert.equal(attributes['tests'], String(cases.length))
        assert.equal(attributes['failures'], String(failures.length))
      }
      assert.deepEqual(faultsOf(suites), [])
      assert.ok(cases.every(one => one.name === 'testcase' && one.attributes['name'] && one.attributes['classname']))
    }
  })

  it('as github has one line a finding, whatever its path holds', () => {
    const lines = renderReport('github', findings, run).trimEnd().split('\n')
    assert.equal(lines.length, findings.length)
    assert.ok(lines.every(line => /^::(error|warning|notice) file=/.test(line)))
  })

  it('is ordered by file and place in every form', () => {
    for (const format of formats) assert.equal(renderReport(format, [...findings].reverse(), run), renderReport(format, findings, run))
  })
})

function finding(rest: Omit<Finding, 'fingerprint'>): Finding {
  return {...rest, fingerprint: fingerprintOf(rest, 0)}
}

// What Jenkins' junit-10.xsd, which pytest and others ship too, allows of what gsec writes: attributes with those that must be
// there in capitals, and children.
const JUNIT: Readonly<Record<string, {attributes: string; children: string}>> = {
  testsuites: {attributes: 'name time tests failures errors', children: 'testsuite'},
  testsuite: {
    attributes: 'NAME TESTS FAILURES ERRORS time skipped timestamp hostname id package file log url version group',
    children: 'testcase',
  },
  testcase: {attributes: 'NAME time classname group', children: 'skipped error failure system-out system-err'},
  failure: {attributes: 'type message', children: ''},
  'system-out': {attributes: '', children: ''},
}

function faultsOf({name, attributes, children}: XmlElement): string[] {
  const {attributes: known = '', children: possible = ''} = JUNIT[name] ?? {}
  const words = known.split(' ')
  return [
    ...(JUNIT[name] ? [] : [`<${name}>`]),
    ...Object.keys(attributes)
      .filter(key => !words.some(word => word.toLowerCase() === key))
      .map(key => `${name} ${key}=`),
    ...words.filter(word => /^[A-Z]+$/.test(word) && !(word.toLowerCase() in attributes)),
    ...children.filter(child => !possible.split(' ').includes(child.name)).map(child => `<${name}><${child.name}>`),
    ...children.flatMap(faultsOf),
  ]
}
