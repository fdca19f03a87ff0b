import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, rmSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'
import {bundleLibrary} from './bundle-library.js'
import {bundleProgram} from './bundle-program.js'

const root = path.resolve(import.meta.dirname, '../..')

/** Builds dist/: the program, the library and the library's types. @returns what went into each bundle */
export async function build(): Promise<Metafile[]> {
  const folders = {source: path.join(root, 'src'), out: path.join(root, 'dist')}
  rmSync(folders.out, {recursive: true, force: true})
  mkdirSync(folders.out)
  const [program, library] = await Promise.all([bundleProgram(folders), bundleLibrary(folders), declareTypes()])
  return [program, library]
}

async function declareTypes(): Promise<void> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc')
  const run = spawn(process.execPath, [compiler, '-p', path.join(root, 'tsconfig.library.json')], {stdio: 'inherit'})
  const [code] = await once(run, 'close')
  if (code !== 0) throw new Error('the types of the library do not compile')
}
