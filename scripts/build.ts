import {rmSync} from 'node:fs'
import {build} from 'esbuild'

rmSync('dist', {recursive: true, force: true})
await build({
  entryPoints: ['src/commands/**/*.ts'],
  outdir: 'dist/commands',
  outbase: 'src/commands',
  bundle: true,
  platform: 'node',
  format: 'esm',
  splitting: true,
  target: 'node20',
  external: ['@oclif/*', 'typescript', 'ts-node'],
  banner: {js: "import {createRequire as __cr} from 'node:module';const require=__cr(import.meta.url);"},
  logLevel: 'warning',
})
