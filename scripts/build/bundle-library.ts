import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {build, type Metafile} from 'esbuild'
import {external, target} from './bundle-program.js'
import {DIST_URL, sourceUrls} from './source-urls.js'

/** Bundles src/index.ts as a module for other programs. @returns esbuild's account of what went into which file */
export async function bundleLibrary({source, out}: {source: string; out: string}): Promise<Metafile> {
  const {metafile} = await build({
    entryPoints: [path.join(source, 'index.ts')],
    outdir: path.join(out, 'library'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external,
    plugins: [sourceUrls(source)],
    // Packages in CommonJS call `require` for what is Node's own.
    banner: {
      js: `import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);const ${DIST_URL} = new URL('__up', import.meta.url);`,
    },
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(path.join(out, 'library', 'package.json'), '{"type": "module"}\n')
  return metafile
}
