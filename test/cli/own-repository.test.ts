import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {runGsec} from '../support/run-gsec.js'

describe("gsec's own repository", () => {
  it('holds no secret', () => {
    const {status, stdout, stderr} = runGsec(['scan'], {cwd: process.cwd()})
    assert.equal(status, 0, stdout + stderr)
    assert.match(stdout, / in \d{3,} files/)
  })

  it('leaves out little, and says why', () => {
    const text = readFileSync('.gsec.yaml', 'utf8')
    const {scan} = parse(text) as {scan: {exclude: string[]; allow: {reason: string}[]}}
    assert.ok(scan.exclude.length + scan.allow.length <= 10)
    for (const glob of scan.exclude) assert.match(text, new RegExp(`- ${glob.replaceAll('*', '\\*')} # \\w+`))
  })
})
