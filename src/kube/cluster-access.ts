import path from 'node:path'
import {GsecError} from '../errors.js'
import type {ManifestNode} from '../manifest/node.js'
import {suggestionFor} from '../suggestion.js'
import {type KubeCluster, type Kubeconfig, kubeconfigPaths, loadKubeconfig} from './kubeconfig.js'
import {chosenCluster, chosenContext, faultsOf, isEmptyConfig, type KubeChoice, type KubeFault} from './kubeconfig-choice.js'
import {type LoginOverrides, type LoginSettings, loginSettingsOf, noLogin, withOverrides} from './login-settings.js'
import type {KubeSurroundings} from './surroundings.js'

/** Which cluster is meant, as flags say it. */
export interface ClusterChoice extends KubeChoice {
  /** The file instead of $KUBECONFIG and ~/.kube/config. */
  kubeconfig?: string | undefined
  user?: string | undefined
  /** Wins over what the kubeconfig says about the user. */
  login?: LoginOverrides
}

/** An API server and the way to it. Nothing has been asked yet, and nobody has logged in. */
export interface ClusterAccess {
  /** What people call it: `context "prod" (https://…)`. */
  label: string
  context: string | undefined
  /** `--context prod` for a command line of kubectl; empty where kubectl needs none. */
  kubectlFlags: string
  server: URL
  /** PEM; undefined means the CAs of Node. */
  ca: string | undefined
  /** True when the kubeconfig turns off the verification of the server's certificate. */
  isUnverified: boolean
  tlsServerName: string | undefined
  proxy: URL | undefined
  /** Who logs in, for messages. */
  user: string
  login: LoginSettings
  /** What the kubeconfig has for login programs that ask for it. */
  loginExtension: ManifestNode | undefined
}

export const MAX_KUBECONFIG_BYTES = 8 * 1024 * 1024

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The merged kubeconfig that a flag or the environment names. @throws GsecError KUBECONFIG_INVALID or FILE_UNREADABLE */
export function readKubeconfig(flag: string | undefined, {env, home, pathDelimiter, exists, readFile}: KubeSurroundings): Kubeconfig {
  return loadKubeconfig(kubeconfigPaths(flag, {env, home, delimiter: pathDelimiter}), file =>
    flag || exists(file) ? readFile(file, MAX_KUBECONFIG_BYTES) : undefined,
  )
}

/**
 * Plain http to this machine is fine, as to `kubectl proxy`; anywhere else somebody may sit in between.
 * @throws GsecError ENDPOINT_NOT_TRUSTED
 */
export function refusePlainHttp(access: ClusterAccess, isAccepted = false): void {
  if (!isPlainHttp(access) || isAccepted) return
  throw new GsecError('ENDPOINT_NOT_TRUSTED', 'plain http: anybody on the way can put another certificate in', {
    where: access.label,
    hint: 'write the server in the kubeconfig with https, name the expected key with --fingerprint sha256:…, or add --insecure-http',
  })
}

/** Whether what is asked, and the answer, can be read and changed on the way. */
export function isPlainHttp({server}: ClusterAccess): boolean {
  return server.protocol !== 'https:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(server.hostname)
}

/** Whether anything names a cluster, be it wrongly: a flag, a kubeconfig, the Pod that the program runs in. */
export function namesCluster({context, cluster, kubeconfig}: ClusterChoice, surroundings: KubeSurroundings): boolean {
  if (context || cluster || kubeconfig || isInCluster(surroundings)) return true
  const {contexts, clusters} = readKubeconfig(undefined, surroundings)
  return contexts.size > 0 || clusters.size > 0
}

/** The name of the context that will be used; empty where there is none. @throws GsecError KUBECONFIG_INVALID or FILE_UNREADABLE */
export function contextInUse(choice: ClusterChoice, surroundings: KubeSurroundings): string {
  return chosenContext(readKubeconfig(choice.kubeconfig, surroundings), choice).name
}

/**
 * Finds the API server that flags and kubeconfig name; without a kubeconfig, that of the Pod's own cluster.
 * @throws GsecError KUBECONFIG_INVALID or FILE_UNREADABLE
 */
export function chooseCluster(choice: ClusterChoice, surroundings: KubeSurroundings): ClusterAccess {
  const config = readKubeconfig(choice.kubeconfig, surroundings)
  const faults = faultsOf(config, choice)
  const isEmpty = isEmptyConfig(faults) && config.clusters.size === 0 && config.contexts.size === 0
  if (isEmpty && isInCluster(surroundings)) return ownCluster(surroundings)
  const [fault] = faults
  if (fault && fault.fault !== 'two-authorities') throw unusable(fault, config, choice)
  const {name, cluster} = chosenCluster(config, choice)
  if (!cluster) throw unusable({fault: 'no-cluster'}, config, choice)
  return accessTo(cluster, name, config, choice, surroundings)
}

function accessTo(
  cluster: KubeCluster,
  name: string,
  config: Kubeconfig,
  choice: ClusterChoice,
  {readFile}: KubeSurroundings,
): ClusterAccess {
  const where = `cluster "${name}" in ${cluster.file || 'the kubeconfig'}`
  const server = serverAddress(cluster.server, where)
  const {name: context} = chosenContext(config, choice)
  const user = choice.user || chosenContext(config, choice).context?.user || ''
  const stated = config.users.get(user)
  if (choice.user && !stated) throw unknownName('user', choice.user, [...config.users.keys()])
  return {
    label: context === '' ? addressText(server) : `context "${context}" (${addressText(server)})`,
    context: context || undefined,
    kubectlFlags: context === '' ? '' : ` --context ${shellWord(context)}`,
    server,
    ca: authorityOf(cluster, where, readFile),
    isUnverified: cluster.insecureSkipTlsVerify,
    tlsServerName: cluster.tlsServerName || undefined,
    proxy: cluster.proxyUrl === '' ? undefined : proxyAddress(cluster.proxyUrl, where),
    user: `user "${user}" in ${stated?.file ?? 'the kubeconfig'}`,
    login: withOverrides(stated ? loginSettingsOf(stated) : noLogin, choice.login),
    loginExtension: cluster.loginExtension,
  }
}

function serverAddress(text: string, where: string): URL {
  const server = URL.canParse(text) ? new URL(text) : undefined
  if (!server || !/^https?:$/.test(server.protocol))
    throw invalid('the server is not an https address', where, 'write it as https://HOST:PORT')
  // what stands in it may be shown: the address of a server is no place for a password
  return new URL(`${server.protocol}//${server.host}${server.pathname.replace(/\/+$/, '')}`)
}

/** As it stands in a kubeconfig: without the slash that a URL has behind its host. */
export function addressText(server: URL): string {
  return server.href.replace(/\/$/, '')
}

function authorityOf(cluster: KubeCluster, where: string, readFile: KubeSurroundings['readFile']): string | undefined {
  const {certificateAuthority: file, certificateAuthorityData: data, insecureSkipTlsVerify} = cluster
  if (insecureSkipTlsVerify || (file === '' && data === '')) return undefined
  const pem = data === '' ? Buffer.from(readFile(file, MAX_KUBECONFIG_BYTES)) : Buffer.from(data, 'base64')
  const text = pem.toString('utf8')
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw invalid('the certificate authority holds no PEM certificate', data === '' ? file : where)
}

function proxyAddress(text: string, where: string): URL {
  const proxy = URL.canParse(text) ? new URL(text) : undefined
  if (proxy && /^https?:$/.test(proxy.protocol)) return proxy
  throw invalid('proxy-url is not the address of an http proxy', where, 'set it to http://HOST:PORT; SOCKS proxies are not supported')
}

function isInCluster({env, exists}: Pick<KubeSurroundings, 'env' | 'exists'>): boolean {
  return Boolean(env['KUBERNETES_SERVICE_HOST'] && env['KUBERNETES_SERVICE_PORT']) && exists(`${ACCOUNT}/token`)
}

/** The API server as every Pod may reach it, with the Pod's service account. */
function ownCluster({env, readFile}: KubeSurroundings): ClusterAccess {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const server = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT']}`)
  return {
    label: `the cluster of this Pod (${addressText(server)})`,
    context: undefined,
    kubectlFlags: '',
    server,
    ca: Buffer.from(readFile(`${ACCOUNT}/ca.crt`, MAX_KUBECONFIG_BYTES)).toString('utf8'),
    isUnverified: false,
    tlsServerName: undefined,
    proxy: undefined,
    user: 'the service account of this Pod',
    login: {...noLogin, tokenFile: `${ACCOUNT}/token`},
    loginExtension: undefined,
  }
}

function unusable(fault: Exclude<KubeFault, {fault: 'two-authorities'}>, config: Kubeconfig, choice: ClusterChoice): GsecError {
  const files = config.files.map(file => path.normalize(file)).join(', ')
  switch (fault.fault) {
    case 'context-unknown':
      return unknownName('context', fault.name, [...config.contexts.keys()])
    case 'no-server':
      if (!config.clusters.has(fault.cluster)) return unknownName('cluster', fault.cluster, [...config.clusters.keys()])
      return invalid('the cluster has no server', `cluster "${fault.cluster}" in ${files}`)
    case 'no-cluster': {
      const {name, context} = chosenContext(config, choice)
      if (context) return invalid('the cluster of the context is not defined', `context "${name}" in ${context.file}`)
      if (config.contexts.size > 0)
        return invalid('no context is chosen', files, `choose one with --context: ${listed([...config.contexts.keys()])}`)
      const hint = 'name one with --kubeconfig or KUBECONFIG, or seal without a cluster: gsec seal --cert FILE'
      return new GsecError('KUBECONFIG_INVALID', 'there is no kubeconfig that names a cluster', {hint})
    }
  }
}

function unknownName(kind: 'context' | 'cluster' | 'user', name: string, known: readonly string[]): GsecError {
  const near = suggestionFor(name, known)
  const hint = near ? `did you mean "${near}"?` : `it knows ${listed(known) || 'none'}`
  return new GsecError('KUBECONFIG_INVALID', `the kubeconfig knows no ${kind} of this name`, {where: `${kind} "${name}"`, hint})
}

/** Some contexts are named as no shell would take it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** More than these nobody reads. */
const MAX_LISTED = 12

function listed(names: readonly string[]): string {
  return [...names].sort().slice(0, MAX_LISTED).join(', ') + (names.length > MAX_LISTED ? ', …' : '')
}

function invalid(message: string, where: string, hint?: string): GsecError {
  return new GsecError('KUBECONFIG_INVALID', message, {where, hint})
}
