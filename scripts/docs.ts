// `npm run docs`: everything in git that follows from the sources, apart from the manifest.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {build} from './build/build.js'
import {generatedPages} from './build/generated-pages.js'

const root = path.resolve(import.meta.dirname, '..')
const pages = generatedPages(root, await build())
rmSync(path.join(root, 'docs/commands'), {recursive: true, force: true})
for (const [file, text] of pages) {
  mkdirSync(path.dirname(path.join(root, file)), {recursive: true})
  writeFileSync(path.join(root, file), text)
}
