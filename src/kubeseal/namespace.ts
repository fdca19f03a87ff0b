import {GsecError} from '../errors.js'
import {type Kubeconfig, kubeconfigPaths, loadKubeconfig} from '../kube/kubeconfig.js'
import {chosenContext, findNamespace, type KubeChoice, type KubeFault} from '../kube/kubeconfig-choice.js'
import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'
import {quote} from './go-text.js'
import type {Surroundings} from './surroundings.js'

/** The namespace for what names none. */
export interface ResolvedNamespace {
  namespace: string
  /** True for -n and its variable, which must agree with what a Secret says. */
  isExplicit: boolean
}

/** Asked only when it matters: a Secret that says everything needs no kubeconfig. */
export type ResolveNamespace = () => ResolvedNamespace

/**
 * The namespace by flags, kubeconfig or Pod.
 * @throws Failure in client-go's words when none can be told
 */
export function resolveNamespace(flags: FlagValues, surroundings: Surroundings): ResolvedNamespace {
  const config = loadConfig(flags, surroundings)
  const found = findNamespace(config, choiceOf(flags), surroundings.podNamespace())
  if (Array.isArray(found)) throw invalidConfiguration(found)
  return {namespace: found.namespace, isExplicit: found.source === 'flag'}
}

/** The same for a Secret, which may do without: what is wrong with the kubeconfig shows as an empty namespace. */
export function resolveNamespaceQuietly(flags: FlagValues, surroundings: Surroundings): ResolvedNamespace {
  try {
    return resolveNamespace(flags, surroundings)
  } catch (error) {
    if (error instanceof Failure) return {namespace: '', isExplicit: false}
    throw error
  }
}

/**
 * Stops where kubeseal would stop before its first request: no kubeconfig, or one that cannot be used.
 * @throws Failure in client-go's words
 */
export function checkKubeconfig(flags: FlagValues, surroundings: Surroundings): void {
  const config = loadConfig(flags, surroundings)
  const choice = choiceOf(flags)
  const user = flags.text('user')
  if (user !== '' && !config.users.has(user)) throw new Failure(`auth info ${quote(user)} does not exist`)
  if (choice.context && !chosenContext(config, choice).context) throw new Failure(`context ${quote(choice.context)} does not exist`)
  if (choice.cluster && !config.clusters.has(choice.cluster)) throw new Failure(`cluster ${quote(choice.cluster)} does not exist`)
  const found = findNamespace(config, {...choice, namespace: ''}, surroundings.podNamespace())
  if (Array.isArray(found)) throw invalidConfiguration(found)
}

function loadConfig(flags: FlagValues, {env, home, pathDelimiter, files}: Surroundings): Kubeconfig {
  const explicit = flags.text('kubeconfig')
  if (explicit !== '' && !files.exists(explicit)) throw new Failure(`stat ${explicit}: no such file or directory`)
  try {
    return loadKubeconfig(kubeconfigPaths(explicit, {env, home, delimiter: pathDelimiter}), path =>
      files.exists(path) ? files.read(path) : undefined,
    )
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    const file = error.where?.replace(/(:\d+){2}$/, '')
    throw new Failure(`error loading config file "${file}": ${error.message}`, {cause: error})
  }
}

/** What kubectl's flags choose of a kubeconfig. */
export function choiceOf(flags: FlagValues): KubeChoice {
  return {
    context: flags.text('context'),
    cluster: flags.text('cluster'),
    namespace: flags.text('namespace'),
    server: flags.text('server'),
    certificateAuthority: flags.text('certificate-authority'),
    insecureSkipTlsVerify: flags.isSet('insecure-skip-tls-verify'),
    tlsServerName: flags.text('tls-server-name'),
    proxyUrl: flags.text('proxy-url'),
  }
}

const NO_CONFIGURATION = 'no configuration has been provided, try setting KUBERNETES_MASTER environment variable'

/** https://github.com/kubernetes/client-go/blob/v0.36.2/tools/clientcmd/validation.go */
function invalidConfiguration(faults: readonly KubeFault[]): Failure {
  const reasons = faults.length === 1 && faults[0]?.fault === 'no-cluster' ? [NO_CONFIGURATION] : faults.map(reasonOf)
  return new Failure(`invalid configuration: ${reasons.length === 1 ? reasons[0] : `[${reasons.join(', ')}]`}`)
}

function reasonOf(fault: KubeFault): string {
  switch (fault.fault) {
    case 'context-unknown':
      return `context was not found for specified context: ${fault.name}`
    case 'no-cluster':
      return 'cluster has no server defined'
    case 'no-server':
      return fault.cluster === '' ? 'default cluster has no server defined' : `no server found for cluster ${quote(fault.cluster)}`
    case 'two-authorities':
      return `certificate-authority-data and certificate-authority are both specified for ${fault.cluster}. certificate-authority-data will override.`
  }
}
