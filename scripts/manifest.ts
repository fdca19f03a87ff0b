// `npm run manifest`: oclif.manifest.json, from which the program starts, from the commands in dist/.
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {manifestOf} from './build/manifest.js'

const root = path.resolve(import.meta.dirname, '..')
writeFileSync(path.join(root, 'oclif.manifest.json'), await manifestOf(root))
