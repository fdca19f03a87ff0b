import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {answerOf, runGsec} from './support/run-gsec.js'
import {temporaryFolder} from './support/temporary-folder.js'

const {version, dependencies} = JSON.parse(readFileSync('package.json', 'utf8'))

// npm is a script behind a .cmd on Windows.
const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', [...args, '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })

describe('the package, packed and installed without network', () => {
  const project = temporaryFolder({'package.json': '{"name": "consumer", "private": true, "type": "module"}'})
  const installed = path.join(project, 'node_modules/gsec')
  const node = (...args: string[]) => execFileSync(process.execPath, args, {cwd: project, encoding: 'utf8'})

  before(function () {
    this.timeout(120_000)
    npm(['pack', '--pack-destination', project], path.resolve('.'))
    npm(['install', `./gsec-${version}.tgz`], project)
  })

  it('brings no other package', () => {
    assert.equal(dependencies, undefined)
    assert.deepEqual(
      readdirSync(path.join(project, 'node_modules')).filter(name => !name.startsWith('.')),
      ['gsec'],
    )
  })

  it('starts by its name', () => {
    const stdout = execFileSync('npx', ['--no-install', 'gsec', '--version'], {
      cwd: project,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    assert.equal(stdout, `gsec/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
  })

  it('answers as the checkout does', () => {
    for (const args of [['--help'], ['help', 'autocomplete'], ['autocomplete', 'bash'], ['nosuch']]) {
      const here = runGsec(args, {cwd: project})
      const there = runGsec(args, {cwd: project, bin: path.join(installed, 'bin/run.js')})
      assert.deepEqual(answerOf(there), answerOf(here))
    }
  })

  it('has a library that seals', () => {
    const manifest = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {a: hunter2}\n'
    const script = `import {GsecError, seal} from 'gsec'
const certificate = ${JSON.stringify(readFileSync('test/vectors/kubeseal/cert.pem', 'utf8'))}
const {text, warnings} = await seal(${JSON.stringify(manifest)}, {certificate})
const refused = await seal('kind: Secret', {certificate}).catch(error => error)
console.log(text.includes('kind: SealedSecret'), text.includes('hunter2'), warnings.length, refused instanceof GsecError, refused.code)`
    assert.equal(node('--input-type=module', '--eval', script), 'true false 0 true SECRET_INVALID\n')
  })

  it('has types for it', () => {
    writeFileSync(
      path.join(project, 'use.ts'),
      "import {GsecError} from 'gsec'\nexport const code: string = new GsecError('USAGE', 'x').code\n",
    )
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--typeRoots',
      path.resolve('node_modules/@types'),
      '--types',
      'node',
    ]
    assert.equal(node(path.resolve('node_modules/typescript/bin/tsc'), ...options, 'use.ts'), '')
  })

  it('holds the notices of what it holds, and nothing of the sources', () => {
    const files = readdirSync(installed)
    for (const file of ['LICENSE', 'README.md', 'THIRD_PARTY_LICENSES', 'oclif.manifest.json']) assert.ok(files.includes(file), file)
    for (const folder of ['src', 'test', 'scripts', 'bench']) assert.ok(!files.includes(folder), folder)
    assert.ok(!readdirSync(path.join(installed, 'bin')).includes('dev.js'))
  })
})
