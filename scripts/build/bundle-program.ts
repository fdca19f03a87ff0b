import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {build, type Metafile, type OutputFile, transform} from 'esbuild'
import {DIST_URL, sourceUrls} from './source-urls.js'
import {trimClientNode} from './trim-client-node.js'
import {quietAws, trimClouds} from './trim-clouds.js'
import {trimOclif} from './trim-oclif.js'
import {yamlAsModules} from './yaml-as-modules.js'

/** The oldest Node that package.json allows. */
export const target = 'node20.19'
/** Never loaded: oclif looks for the compilers of a project in development. */
export const external = ['typescript', 'ts-node', 'pnpapi']

const launcher = path.resolve(import.meta.dirname, '../../src/launcher/launch.ts')

interface Folders {
  /** Sources: commands/, kubeseal/main.ts and workers (…-worker.ts), the last two if they are there. */
  source: string
  /** Where the program goes. */
  out: string
}

/**
 * Bundles the program as CommonJS: a file for each command, so that a start loads one, and chunks for what they share.
 * @returns esbuild's account of what went into which file
 */
export async function bundleProgram({source, out}: Folders): Promise<Metafile> {
  // Only modules can be split into chunks, and CommonJS starts 15 ms sooner: so first the one, then the other.
  const {outputFiles, metafile} = await build({
    entryPoints: entryPoints(source),
    outdir: out,
    entryNames: '[dir]/[name]',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external,
    define: quietAws,
    plugins: [trimOclif, trimClientNode, trimClouds, yamlAsModules, sourceUrls(source)],
    minifySyntax: true, // drops dead branches; names stay, for readable frames
    legalComments: 'none', // THIRD_PARTY_LICENSES has them all
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  await Promise.all(outputFiles.map(file => writeAsCommonJs(file, out)))
  writeFileSync(path.join(out, 'package.json'), '{"type": "commonjs"}\n')
  return metafile
}

function entryPoints(source: string): Record<string, string> {
  const sources = readdirSync(source, {recursive: true, encoding: 'utf8'}).map(file => file.replaceAll(path.sep, '/'))
  const entries: Record<string, string> = {'launcher/launch': launcher}
  for (const file of sources.filter(name => /^commands\/.*\.ts$/.test(name))) entries[withoutExtension(file)] = path.join(source, file)
  for (const file of sources.filter(name => name.endsWith('-worker.ts')))
    entries[`workers/${path.basename(file, '.ts')}`] = path.join(source, file)
  if (existsSync(path.join(source, 'kubeseal/main.ts'))) entries['kubeseal/main'] = path.join(source, 'kubeseal/main.ts')
  return entries
}

const withoutExtension = (file: string) => file.replace(/\.ts$/, '')

async function writeAsCommonJs(file: OutputFile, out: string): Promise<void> {
  const up = path.relative(path.dirname(file.path), out) || '.'
  const distUrl = `const ${DIST_URL} = require('node:url').pathToFileURL(require('node:path').join(__dirname, ${JSON.stringify(up)}) + '/');`
  const {code} = await transform(file.text, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: {'dynamic-import': false}, // import() of a chunk becomes a late require
    banner: file.text.includes(DIST_URL) ? distUrl : '',
    sourcefile: path.relative(out, file.path),
  })
  mkdirSync(path.dirname(file.path), {recursive: true})
  writeFileSync(file.path, code)
}
