import type {Plugin} from 'esbuild'

// KubeConfig brings all of the API's types, a fetch, agents for proxies and a YAML reader. gsec hands it one user of a kubeconfig
// and takes its credentials; requests are its own. Left out: 1.3 of 1.4 MB, and 135 of 150 ms.
const neverReached = /^(\.\/gen\/index\.js|node-fetch|hpagent|socks-proxy-agent|js-yaml)$/

/** Keeps of `@kubernetes/client-node` what src/kube/login.ts uses. docs/decisions/0002-dependencies.md has the figures. */
export const trimClientNode: Plugin = {
  name: 'trim-client-node',
  setup(build) {
    build.onResolve({filter: neverReached}, ({path, importer}) =>
      /[\\/]@kubernetes[\\/]client-node[\\/]dist[\\/]config\.js$/.test(importer) ? {path, namespace: 'left-out'} : undefined,
    )
    build.onLoad({filter: /.*/, namespace: 'left-out'}, ({path}) => ({contents: leftOut(path), loader: 'js'}))
  },
}

const leftOut = (name: string) =>
  `module.exports = new Proxy({}, {get(_, key) { if (key !== '__esModule') return class { constructor() { throw new Error('${name} is left out of the bundle') } } }})`
