import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {readFileSync, symlinkSync} from 'node:fs'
import path from 'node:path'
import {runGsec} from '../support/run-gsec.js'
import {kubesealFolder} from '../support/run-kubeseal.js'

const {version} = JSON.parse(readFileSync('package.json', 'utf8'))
const versionLine = `kubeseal version: 0.38.4+gsec.${version}\n`

describe('gsec as kubeseal', () => {
  it('answers under the name kubeseal', function () {
    if (process.platform === 'win32') this.skip() // npm makes no links there, but kubeseal.cmd
    const folder = kubesealFolder()
    const link = path.join(folder, 'kubeseal')
    symlinkSync(path.resolve('bin/run.js'), link)
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [link, ...args], {cwd: folder, encoding: 'utf8', input: 'x', env: {HOME: folder}})
    assert.equal(run('--version').stdout, versionLine)
    assert.match(run('--raw', '--cert', 'cert.pem', '--scope', 'cluster-wide').stdout, /^A[A-Za-z0-9+/]+={0,2}$/)
    assert.equal(run('--nope').status, 2)
  })

  it('gets its words untouched behind the command', () => {
    const folder = kubesealFolder()
    assert.equal(runGsec(['kubeseal', '--version'], {cwd: folder}).stdout, versionLine)
    assert.match(runGsec(['kubeseal', '--help'], {cwd: folder}).stdout, /^Usage of kubeseal:\n/)
    const {status, stderr} = runGsec(['kubeseal', '--json', '--cert', 'cert.pem'], {cwd: folder})
    assert.deepEqual([status, stderr], [2, 'Usage of kubeseal:\n'])
  })

  it('is in the help of gsec', () => {
    const {stdout} = runGsec(['help', 'kubeseal'], {cwd: kubesealFolder()})
    assert.match(stdout, /kubeseal's own command line/)
    assert.match(stdout, /\$ gsec kubeseal --cert cert\.pem/)
  })
})
