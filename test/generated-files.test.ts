import assert from 'node:assert/strict'
import {cpSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import type {Metafile} from 'esbuild'
import {bundleLibrary} from '../scripts/build/bundle-library.js'
import {bundleProgram} from '../scripts/build/bundle-program.js'
import {generatedPages} from '../scripts/build/generated-pages.js'
import {manifestOf} from '../scripts/build/manifest.js'
import {temporaryFolder} from './support/temporary-folder.js'

const hint = 'run "npm run docs", and commit what it writes'
const read = (file: string) => readFileSync(file, 'utf8')

describe('the generated files in git', () => {
  const root = temporaryFolder()
  let bundles: Metafile[]
  before(async () => {
    const folders = {source: path.resolve('src'), out: path.join(root, 'dist')}
    cpSync('package.json', path.join(root, 'package.json'))
    bundles = await Promise.all([bundleProgram(folders), bundleLibrary(folders)])
  })

  it('hold every command in oclif.manifest.json as it is', async () => {
    assert.equal(read('oclif.manifest.json'), await manifestOf(root), hint)
  })

  it('hold the licences of what is bundled, and the commands as they are', () => {
    for (const [file, text] of generatedPages('.', bundles)) assert.equal(read(file), text, `${file}: ${hint}`)
  })

  it('hold no page of a command that is gone', () => {
    const pages = readdirSync('docs/commands').map(file => `docs/commands/${file}`)
    assert.deepEqual(pages.sort(), [...generatedPages('.', bundles).keys()].filter(file => file.startsWith('docs/commands/')).sort(), hint)
  })

  it('say on line 1 that they are generated', () => {
    for (const [file, text] of generatedPages('.', bundles)) assert.match(text.split('\n')[0]!, /generated/i, file)
  })
})
