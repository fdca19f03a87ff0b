import {readFileSync} from 'node:fs'
import type {Plugin} from 'esbuild'

// gsec speaks REST to Google, by its own transport: no gRPC, no second version of the API, no types as code (3.7 → 1.1 MB).
const neverReached = /^(\.\/v1beta2|\.\.\/protos\/protos|@grpc\/.*)$/

/** Keeps of the clouds' packages what src/providers/clients uses. docs/decisions/0002-dependencies.md has the figures. */
export const trimClouds: Plugin = {
  name: 'trim-clouds',
  setup(build) {
    build.onResolve({filter: neverReached}, ({path, importer}) =>
      /[\\/]@google-cloud[\\/]secret-manager[\\/]build[\\/]src[\\/]index\.js$/.test(importer)
        ? {path, namespace: 'left-out-cloud'}
        : undefined,
    )
    // Its index brings gRPC. The logger would write requests and answers, values and all, when a variable says so.
    build.onResolve({filter: /^google-gax$/}, ({importer}) =>
      /[\\/]@google-cloud[\\/]secret-manager[\\/]/.test(importer)
        ? {path: 'google-gax', namespace: 'gax-over-rest', pluginData: importer}
        : undefined,
    )
    build.onLoad({filter: /.*/, namespace: 'left-out-cloud'}, () => ({contents: 'module.exports = {}', loader: 'js'}))
    build.onLoad({filter: /.*/, namespace: 'gax-over-rest'}, () => ({contents: gaxOverRest, loader: 'js', resolveDir: import.meta.dirname}))
    // A machine that is none of Google's is no reason for a warning of Node's.
    build.onLoad({filter: /[\\/]gcp-metadata[\\/]build[\\/]src[\\/]index\.js$/}, ({path}) => ({
      contents: readFileSync(path, 'utf8').replace(/process\.emitWarning\(/g, '(() => {})('),
      loader: 'js',
    }))
  },
}

const gaxOverRest = `const silent = {info() {}, debug() {}, warn() {}, error() {}}
module.exports = {fallback: require('google-gax/fallback'), loggingUtils: {log: () => silent}}`

/** On Node 20 the AWS SDK warns of its future at every start, on stderr, unless a variable says no. */
export const quietAws = {'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"'}
