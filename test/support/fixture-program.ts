import {spawn} from 'node:child_process'
import {cpSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {build} from 'esbuild'
import {bundleProgram} from '../../scripts/build/bundle-program.js'
import {manifestOf} from '../../scripts/build/manifest.js'
import type {Run} from './run-gsec.js'
import {temporaryFolder} from './temporary-folder.js'

const repository = path.resolve(import.meta.dirname, '../..')
const fixture = path.join(repository, 'test/fixtures/launcher')

/** A small program with gsec's launcher, built as gsec is, and the same commands under plain oclif. Absolute paths of what to run. */
export interface FixtureProgram {
  root: string
  launcher: string
  plainOclif: string
}

let built: Promise<FixtureProgram> | undefined

export function fixtureProgram(): Promise<FixtureProgram> {
  built ??= buildBoth()
  return built
}

async function buildBoth(): Promise<FixtureProgram> {
  const root = temporaryFolder()
  cpSync(path.join(repository, 'bin'), path.join(root, 'bin'), {recursive: true})
  cpSync(path.join(fixture, 'package.json'), path.join(root, 'package.json'))
  await bundleProgram({source: path.join(fixture, 'src'), out: path.join(root, 'dist')})
  const manifest = await manifestOf(root)
  writeFileSync(path.join(root, 'oclif.manifest.json'), manifest)

  const plain = path.join(root, 'plain')
  cpSync(path.join(root, 'package.json'), path.join(plain, 'package.json'))
  writeFileSync(path.join(plain, 'oclif.manifest.json'), manifest)
  symlinkSync(path.join(repository, 'node_modules'), path.join(plain, 'node_modules'), 'junction')
  await build({
    entryPoints: [path.join(fixture, 'src/commands/**/*.ts')],
    outdir: path.join(plain, 'dist/commands'),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  })
  const execute = `import {execute} from '@oclif/core'
await execute({args: process.argv.slice(2), loadOptions: {root: import.meta.dirname, userPlugins: false, devPlugins: false}})
`
  writeFileSync(path.join(plain, 'run.js'), execute)
  return {root, launcher: path.join(root, 'bin/run.js'), plainOclif: path.join(plain, 'run.js')}
}

interface Surroundings {
  input?: string
  env?: Record<string, string>
}

/** Runs a script with this Node and an environment of its own, several at once if they are not awaited. */
export async function runProgram(script: string, args: readonly string[], {input = '', env = {}}: Surroundings = {}): Promise<Run> {
  const folder = path.dirname(script)
  const own = {PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, HOME: folder, USERPROFILE: folder}
  const child = spawn(process.execPath, [script, ...args], {cwd: folder, env: {...own, ...env}})
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text))
  child.stdin.on('error', () => {}) // a program that reads no input may have ended
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => resolve({status, stdout, stderr}))
  })
}
