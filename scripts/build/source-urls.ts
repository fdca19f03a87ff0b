import {readFileSync} from 'node:fs'
import path from 'node:path'
import type {Plugin} from 'esbuild'

/** In the code: the URL of the folder dist/, to be defined in each output. */
export const DIST_URL = '__distUrl'

/**
 * Gives `import.meta.url` in our sources the value it would have if each file had been compiled on its own: src/seal/pool.ts
 * is dist/seal/pool.js, whatever file of the bundle it ends in. So a path relative to the sources holds in both.
 */
export function sourceUrls(source: string): Plugin {
  return {
    name: 'source-urls',
    setup(build) {
      build.onLoad({filter: /\.ts$/}, ({path: file}) => {
        const text = readFileSync(file, 'utf8')
        const relative = path.relative(source, file).replaceAll(path.sep, '/')
        if (relative.startsWith('..') || !text.includes('import.meta.url')) return undefined
        const url = `new URL(${JSON.stringify(relative.replace(/ts$/, 'js'))}, ${DIST_URL}).href`
        return {contents: text.replaceAll('import.meta.url', url), loader: 'ts'}
      })
    },
  }
}
