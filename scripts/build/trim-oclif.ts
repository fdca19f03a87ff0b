import path from 'node:path'
import type {Plugin} from 'esbuild'

// Parts of oclif that load other code: plugins, TypeScript, packages by name. The launcher reads the manifest instead, so
// nothing reaches them; they stay out of the bundle, and with them what they import (minimatch, tinyglobby, lilconfig …).
const neverReached = /[\\/]@oclif[\\/]core[\\/]lib[\\/](config[\\/](plugin|plugin-loader|ts-path)|module-loader|util[\\/]os)\.js$/

/** Makes of `@oclif/core` what the launcher and the commands need. docs/decisions/0001-bundle-and-launcher.md has the figures. */
export const trimOclif: Plugin = {
  name: 'trim-oclif',
  setup(build) {
    build.onResolve({filter: /^@oclif\/core$/}, () => ({path: path.join(import.meta.dirname, 'oclif-parts.ts')}))
    build.onLoad({filter: neverReached}, ({path: file}) => ({contents: leftOut(path.basename(file)), loader: 'js'}))
    // DEBUG=* would print every command line, and what libraries choose to tell. gsec's own switch is GSEC_DEBUG.
    build.onResolve({filter: /^debug$/}, () => ({path: 'debug', namespace: 'silent'}))
    build.onLoad({filter: /.*/, namespace: 'silent'}, () => ({contents: silentDebug, loader: 'js'}))
  },
}

const leftOut = (name: string) =>
  `module.exports = new Proxy({}, {get(_, key) { if (key !== '__esModule') return () => { throw new Error('${name} is left out of the bundle') } }})`
const silentDebug = `const silent = () => Object.assign(() => {}, {enabled: false, extend: silent}); module.exports = silent`
