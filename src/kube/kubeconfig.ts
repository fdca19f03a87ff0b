import path from 'node:path'
import {GsecError} from '../errors.js'
import {type ManifestNode, nodeAt, textAt} from '../manifest/node.js'
import {readManifests} from '../manifest/read-manifests.js'

/** A context, with the file that defines it. Names of what is not stated are empty, as in a kubeconfig. */
export interface KubeContext {
  file: string
  cluster: string
  user: string
  namespace: string
}

/** How to reach an API server. Paths are absolute or relative to the working directory. */
export interface KubeCluster {
  file: string
  server: string
  certificateAuthority: string
  /** Base64, as it stands in the file. */
  certificateAuthorityData: string
  insecureSkipTlsVerify: boolean
  tlsServerName: string
  proxyUrl: string
  /** What the kubeconfig hands to a login program about this cluster. */
  loginExtension: ManifestNode | undefined
}

/** A way to log in, as it stands in the file: it may hold credentials, so it is only read where a request is made. */
export interface KubeUser {
  file: string
  node: ManifestNode | undefined
}

/** What the kubeconfig files say about contexts, clusters and users; how a user logs in is the client library's business. */
export interface Kubeconfig {
  /** The files that were read, first to last. */
  files: readonly string[]
  currentContext: string
  contexts: ReadonlyMap<string, KubeContext>
  clusters: ReadonlyMap<string, KubeCluster>
  users: ReadonlyMap<string, KubeUser>
}

export const emptyKubeconfig: Kubeconfig = {files: [], currentContext: '', contexts: new Map(), clusters: new Map(), users: new Map()}

/**
 * The files that make up the kubeconfig: the one that a flag names, else the list in $KUBECONFIG, else ~/.kube/config.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 * @param delimiter between the files of $KUBECONFIG: `path.delimiter`
 */
export function kubeconfigPaths(
  flag: string | undefined,
  {env, home, delimiter}: {env: Readonly<Record<string, string | undefined>>; home: string; delimiter: string},
): string[] {
  if (flag) return [flag]
  const listed = env['KUBECONFIG']
  return listed ? [...new Set(listed.split(delimiter))].filter(file => file !== '') : [path.join(home, '.kube', 'config')]
}

/**
 * Reads and merges kubeconfig files as kubectl does: the first file to name a context, a cluster or the current context
 * wins. Files that do not exist are passed over.
 * @param read a file's bytes, or undefined when there is none
 * @throws GsecError KUBECONFIG_INVALID, and what `read` throws
 */
export function loadKubeconfig(paths: readonly string[], read: (path: string) => Uint8Array | undefined): Kubeconfig {
  return paths.reduce((merged, file) => {
    const bytes = read(file)
    return bytes ? merge(merged, parseKubeconfig(bytes, file)) : merged
  }, emptyKubeconfig)
}

function merge(first: Kubeconfig, second: Kubeconfig): Kubeconfig {
  return {
    files: [...first.files, ...second.files],
    currentContext: first.currentContext || second.currentContext,
    contexts: new Map([...second.contexts, ...first.contexts]),
    clusters: new Map([...second.clusters, ...first.clusters]),
    users: new Map([...second.users, ...first.users]),
  }
}

/**
 * Reads one kubeconfig file; an empty one is a kubeconfig that says nothing.
 * @throws GsecError KUBECONFIG_INVALID
 */
export function parseKubeconfig(bytes: Uint8Array, file: string): Kubeconfig {
  const root = rootOf(bytes, file)
  return {
    files: [file],
    currentContext: textAt(root, 'current-context') ?? '',
    contexts: named(root, 'contexts', 'context', file, node => ({
      file,
      cluster: textAt(node, 'cluster') ?? '',
      user: textAt(node, 'user') ?? '',
      namespace: textAt(node, 'namespace') ?? '',
    })),
    clusters: named(root, 'clusters', 'cluster', file, node => clusterIn(node, file)),
    users: named(root, 'users', 'user', file, node => ({file, node})),
  }
}

function clusterIn(node: ManifestNode | undefined, file: string): KubeCluster {
  const authority = textAt(node, 'certificate-authority') ?? ''
  return {
    file,
    server: textAt(node, 'server') ?? '',
    // a relative path counts from the kubeconfig
    certificateAuthority: authority === '' ? '' : path.resolve(path.dirname(file), authority),
    certificateAuthorityData: textAt(node, 'certificate-authority-data') ?? '',
    insecureSkipTlsVerify: textAt(node, 'insecure-skip-tls-verify') === 'true',
    tlsServerName: textAt(node, 'tls-server-name') ?? '',
    proxyUrl: textAt(node, 'proxy-url') ?? '',
    loginExtension: extensionOf(node, LOGIN_EXTENSION),
  }
}

/** https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster */
const LOGIN_EXTENSION = 'client.authentication.k8s.io/exec'

function extensionOf(cluster: ManifestNode | undefined, name: string): ManifestNode | undefined {
  const extensions = nodeAt(cluster, 'extensions')
  const items = extensions?.kind === 'list' ? extensions.items : []
  return nodeAt(
    items.find(item => textAt(item, 'name') === name),
    'extension',
  )
}

function rootOf(bytes: Uint8Array, file: string): ManifestNode | undefined {
  let root: ManifestNode | undefined
  try {
    root = readManifests(bytes, file).documents[0]?.root
  } catch (error) {
    if (error instanceof GsecError) throw invalid(error.message, error.where ?? file)
    throw error
  }
  if (root && root.kind !== 'map') throw invalid('is no kubeconfig', file)
  const kind = textAt(root, 'kind')
  if (kind !== undefined && kind !== 'Config') throw invalid('is a manifest of another kind, not a kubeconfig', file)
  return root
}

/** A list of `{name, <field>: {…}}`; of equal names the first counts. */
function named<T>(
  root: ManifestNode | undefined,
  list: string,
  field: string,
  file: string,
  convert: (node: ManifestNode | undefined) => T,
): Map<string, T> {
  const node = nodeAt(root, list)
  if (!node || (node.kind === 'scalar' && node.value === null)) return new Map()
  if (node.kind !== 'list') throw invalid(`${list} is no list`, file)
  return new Map(node.items.map(item => [textAt(item, 'name') ?? '', convert(nodeAt(item, field))] as const).reverse())
}

function invalid(message: string, where: string): GsecError {
  return new GsecError('KUBECONFIG_INVALID', message, {where, hint: 'see kubectl config view'})
}
