import path from 'node:path'
import type {Plugin} from 'esbuild'

/**
 * Takes the build of `yaml` that is written as modules: its CommonJS build, which Node would get, is 74 files that esbuild must
 * keep apart (6 to 16 ms a start). The package shows this build to browsers only; it differs in decoding !!binary by atob.
 */
export const yamlAsModules: Plugin = {
  name: 'yaml-as-modules',
  setup(build) {
    const folder = path.resolve(import.meta.dirname, '../../node_modules/yaml/browser/dist')
    build.onResolve({filter: /^yaml$/}, () => ({path: path.join(folder, 'index.js'), sideEffects: false}))
  },
}
