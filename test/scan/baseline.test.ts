import assert from 'node:assert/strict'
import {type Finding, fingerprintOf} from '../../src/finding.js'
import {Baseline, checkBits} from '../../src/scan/baseline.js'
import {Secret} from '../../src/secret.js'

const salt = '00112233445566778899aabbccddeeff'
const today = '2026-06-15'
const place = {ruleId: 'kubernetes-secret', path: 'deploy/db.yaml', keyPath: 'stringData.password'}
const finding: Finding = {
  ...place,
  title: 'Secret with a plain value',
  message: 'Secret with a plain value',
  severity: 'high',
  line: 6,
  column: 13,
  endLine: 6,
  endColumn: 22,
  fingerprint: fingerprintOf(place, 0),
  remediation: 'seal it',
  commands: [],
}
const found = (value: string) => ({finding, check: checkBits(salt, Secret.of(value))})
const written = (value: string) => Baseline.empty(salt, today).updated([found(value)])
const read = (text: string, day = today) => Baseline.read(Buffer.from(text), 'known.json', day)
const edited = (text: string, more: object) => {
  const file = JSON.parse(text)
  return JSON.stringify({...file, findings: file.findings.map((entry: object) => ({...entry, ...more}))})
}

describe('a baseline', () => {
  it('knows a finding wherever its line has moved', () => {
    const {check} = found('hunter2')
    assert.equal(read(written('hunter2')).knows({...finding, line: 99}, check), true)
  })

  it('notices another value in all but one of 256 cases', () => {
    const baseline = read(written('hunter2'))
    const unnoticed = Array.from({length: 2560}, (_, index) => found(`value-${index}`)).filter(one => baseline.knows(finding, one.check))
    assert.ok(unnoticed.length > 0 && unnoticed.length < 30, `${unnoticed.length} of 2560`)
  })

  it('holds no more of the value than 8 bits, under a salt of its own', () => {
    const entry = JSON.parse(written('hunter2')).findings[0]
    assert.deepEqual(Object.keys(entry), ['rule', 'path', 'fingerprint', 'check'])
    assert.match(entry.check, /^[0-9a-f]{2}$/)
    const other = 'ffeeddccbbaa99887766554433221100'
    assert.ok(['a', 'b', 'c', 'd'].some(value => checkBits(salt, Secret.of(value)) !== checkBits(other, Secret.of(value))))
  })

  it('forgets an entry on the day on which it expires', () => {
    const text = edited(written('hunter2'), {expires: '2026-06-15'})
    assert.equal(read(text, '2026-06-14').knows(finding, found('hunter2').check), true)
    assert.equal(read(text, '2026-06-15').knows(finding, found('hunter2').check), false)
  })

  it('keeps what people wrote about an entry, and forgets what is gone', () => {
    const text = edited(written('hunter2'), {reason: 'rotated in July', expires: '2026-07-01'})
    const [entry] = JSON.parse(read(text).updated([found('hunter3')])).findings
    assert.equal(entry.reason, 'rotated in July')
    assert.equal(entry.expires, '2026-07-01')
    assert.deepEqual(JSON.parse(read(text).updated([])).findings, [])
  })

  it('counts what no finding needed', () => {
    const baseline = read(written('hunter2'))
    assert.equal(baseline.stale, 1)
    baseline.knows(finding, found('hunter2').check)
    assert.equal(baseline.stale, 0)
  })

  for (const {name, text, message} of [
    {name: 'no JSON', text: '{', message: 'is not JSON'},
    {name: 'another version', text: '{"version": 2}', message: 'is not a baseline of version 1'},
    {name: 'a list', text: '[]', message: 'is not a baseline of version 1'},
    {name: 'a short salt', text: '{"version": 1, "salt": "00", "findings": []}', message: 'salt is not 32 hexadecimal digits'},
    {name: 'no findings', text: `{"version": 1, "salt": "${salt}"}`, message: 'findings is not a list'},
    {name: 'an entry that is none', text: `{"version": 1, "salt": "${salt}", "findings": [1]}`, message: 'findings[0] is no object'},
    {
      name: 'an entry without a fingerprint',
      text: `{"version": 1, "salt": "${salt}", "findings": [{}]}`,
      message: 'findings[0].fingerprint is missing',
    },
    {name: 'an odd day', text: edited(written('x'), {expires: 'tomorrow'}), message: 'findings[0].expires is not what it should be'},
  ]) {
    it(`refuses ${name}`, () => {
      assert.throws(() => read(text), {code: 'BASELINE_INVALID', message, where: 'known.json'})
    })
  }
})
