import assert from 'node:assert/strict'
import {symlinkSync} from 'node:fs'
import {gapsIn, skipText} from '../../src/scan/scan-report.js'
import {TreeFileScan} from '../../src/scan/scan-tree-files.js'
import {Scanner} from '../../src/scan/scanner.js'
import {temporaryFolder} from '../support/temporary-folder.js'

const scanner = () =>
  Scanner.create({ownRules: [], only: [], skip: [], sops: [], salt: undefined}, () => assert.fail('no rule of yours is here'))

describe('the scan of a file in a tree', () => {
  it('passes over what is gone since it was listed, and says why', async () => {
    const file = {location: `${temporaryFolder()}/gone.yaml`, path: 'gone.yaml', shown: 'gone.yaml', size: 5, isNamed: false}
    const {skipped} = new TreeFileScan(await scanner()).scan(file)
    assert.deepEqual(skipped, {path: 'gone.yaml', why: 'unreadable', reason: 'no such file or folder'})
    assert.ok(skipped)
    assert.equal(skipText(skipped), 'cannot be read: no such file or folder')
    assert.deepEqual(gapsIn([skipped, {path: 'a.png', why: 'binary'}]), [skipped])
  })

  it('follows no link that took the place of the file', async function () {
    if (process.platform === 'win32') this.skip()
    const folder = temporaryFolder({'outside.env': 'DB_PASSWORD=hunter2-x\n'})
    symlinkSync(`${folder}/outside.env`, `${folder}/link.env`)
    const file = {location: `${folder}/link.env`, path: 'link.env', shown: 'link.env', size: 30, isNamed: false}
    const scan = new TreeFileScan(await scanner())
    assert.equal(scan.scan(file).skipped?.reason, 'too many symbolic links')
    assert.equal(scan.scan({...file, isNamed: true}).findings.length, 1)
  })

  it('reads a file whole that grew since it was listed', async () => {
    const folder = temporaryFolder({'a.env': `${'# note\n'.repeat(400_000)}DB_PASSWORD=hunter2-x\n`})
    const file = {location: `${folder}/a.env`, path: 'a.env', shown: 'a.env', size: 5, isNamed: false}
    assert.equal(new TreeFileScan(await scanner()).scan(file).findings[0]?.finding.line, 400_001)
  })

  it('gives up on a file that takes more work than its size allows, and says so', async () => {
    const text = Array.from({length: 6000}, (_, index) => `DB_PASSWORD_${index}=hunter2-${index}\n`).join('')
    const folder = temporaryFolder({'a.env': text})
    const file = {location: `${folder}/a.env`, path: 'a.env', shown: 'a.env', size: text.length, isNamed: false}
    const {skipped, findings} = new TreeFileScan(await scanner()).scan(file)
    assert.deepEqual(skipped, {path: 'a.env', why: 'work-budget'})
    assert.ok(findings.length > 1000)
    assert.equal(gapsIn(skipped ? [skipped] : []).length, 1)
  })
})
