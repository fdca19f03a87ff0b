// bin/dev.js: gsec from src/, with the commands that are there now.
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {launch} from '../src/launcher/launch.js'
import {manifestOfSources} from './build/manifest.js'

const root = path.resolve(import.meta.dirname, '..')
const pjson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const sourceOf = (file: string) => file.replace(path.join(root, 'dist'), path.join(root, 'src')).replace(/\.js$/, '.ts')

await launch(process.argv.slice(2), {
  root,
  pjson,
  load: file => import(pathToFileURL(sourceOf(file)).href),
  manifest: await manifestOfSources(root, pjson),
})
