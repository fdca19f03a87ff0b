import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'
import {bundleProgram} from '../scripts/build/bundle-program.js'
import {temporaryFolder} from './support/temporary-folder.js'

// Packages that take longer to load than a whole start may: only behind `await import` of a file of ours.
const heavy = /node_modules\/(node-forge|inquirer|@inquirer|@kubernetes|@aws-sdk|@smithy|@google-cloud|google-gax|ajv|re2js)\//
const maxBytes = 1_000_000

describe('the bundle', () => {
  const out = temporaryFolder()
  let outputs: Metafile['outputs']
  before(async () => {
    outputs = (await bundleProgram({source: path.resolve('src'), out})).outputs
  })

  it('loads nothing heavy and not much before a command runs', () => {
    // a chunk has an entry point when it is imported late, which is what a heavy package must be
    const entries = Object.entries(outputs).filter(([file, {entryPoint}]) => entryPoint !== undefined && !/(^|\/)chunks\//.test(file))
    assert.ok(entries.length > 2)
    for (const [entry] of entries) {
      const files = loadedWith(entry, outputs)
      const inputs = files.flatMap(file => Object.keys(outputs[file]!.inputs))
      assert.deepEqual(
        inputs.filter(input => heavy.test(input)),
        [],
        entry,
      )
      const bytes = files.reduce((sum, file) => sum + outputs[file]!.bytes, 0)
      assert.ok(bytes < maxBytes, `${entry} loads ${bytes} bytes`)
    }
  })

  it('is CommonJS throughout', () => {
    for (const file of readdirSync(out, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.js'))) {
      assert.doesNotMatch(readFileSync(path.join(out, file), 'utf8'), /^(import|export) |\bimport\.meta\b/m, file)
    }
  })
})

/** An output and what it imports before its first line runs. */
function loadedWith(entry: string, outputs: Metafile['outputs']): string[] {
  const files = new Set([entry])
  for (const file of files) {
    for (const {path: imported, kind, external} of outputs[file]!.imports) if (kind === 'import-statement' && !external) files.add(imported)
  }
  return [...files]
}

describe('the sources', () => {
  // A package in CommonJS, imported lazily, has a default export in the bundle and nothing else.
  it('import packages lazily by their default, or through a file of their own', () => {
    const byName = /\bawait import\('(?!\.|node:)[^']+'\)(?!\)\.default\b)/
    for (const file of readdirSync('src', {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'))) {
      assert.doesNotMatch(readFileSync(path.join('src', file), 'utf8'), byName, file)
    }
  })
})
