import type {KubeCluster, KubeContext, Kubeconfig} from './kubeconfig.js'

/** What flags choose of a kubeconfig, and what they set instead of it. Empty texts count as not given. */
export interface KubeChoice {
  context?: string | undefined
  cluster?: string | undefined
  namespace?: string | undefined
  server?: string | undefined
  certificateAuthority?: string | undefined
  insecureSkipTlsVerify?: boolean | undefined
  tlsServerName?: string | undefined
  proxyUrl?: string | undefined
}

/** What makes a kubeconfig useless for a request. */
export type KubeFault =
  | {fault: 'context-unknown'; name: string}
  | {fault: 'no-cluster'}
  | {fault: 'no-server'; cluster: string}
  | {fault: 'two-authorities'; cluster: string}

export interface FoundNamespace {
  namespace: string
  /** `flag`: -n or its variable; `default`: the context names none; `pod`: the Pod that the program runs in. */
  source: 'flag' | 'context' | 'default' | 'pod'
  /** The context and its file, when one was chosen. */
  context?: string
  file?: string
}

/** The context in use, if there is one. */
export function chosenContext(config: Kubeconfig, choice: KubeChoice): {name: string; context: KubeContext | undefined} {
  const name = choice.context || config.currentContext
  return {name, context: config.contexts.get(name)}
}

/** The cluster in use with what flags say instead; undefined when neither says anything. */
export function chosenCluster(config: Kubeconfig, choice: KubeChoice): {name: string; cluster: KubeCluster | undefined} {
  const name = choice.cluster || chosenContext(config, choice).context?.cluster || ''
  const stated = config.clusters.get(name)
  const {server, certificateAuthority, insecureSkipTlsVerify, tlsServerName, proxyUrl} = choice
  if (!stated && !server && !certificateAuthority && !insecureSkipTlsVerify && !tlsServerName && !proxyUrl)
    return {name, cluster: undefined}
  const replacesTrust = Boolean(insecureSkipTlsVerify || certificateAuthority)
  return {
    name,
    cluster: {
      file: stated?.file ?? '',
      server: server || stated?.server || '',
      certificateAuthority: replacesTrust ? (certificateAuthority ?? '') : (stated?.certificateAuthority ?? ''),
      certificateAuthorityData: replacesTrust ? '' : (stated?.certificateAuthorityData ?? ''),
      insecureSkipTlsVerify: replacesTrust ? Boolean(insecureSkipTlsVerify) : (stated?.insecureSkipTlsVerify ?? false),
      tlsServerName: tlsServerName || server ? (tlsServerName ?? '') : (stated?.tlsServerName ?? ''),
      proxyUrl: proxyUrl || stated?.proxyUrl || '',
      loginExtension: stated?.loginExtension,
    },
  }
}

/**
 * What stands in the way of using the kubeconfig; nothing when it can be used.
 * https://github.com/kubernetes/client-go/blob/v0.36.2/tools/clientcmd/client_config.go (ConfirmUsable)
 */
export function faultsOf(config: Kubeconfig, choice: KubeChoice): KubeFault[] {
  const faults: KubeFault[] = []
  const {name, context} = chosenContext(config, choice)
  if (name !== '' && !context) faults.push({fault: 'context-unknown', name})
  // a cluster that a flag names and nobody knows has no server, whatever other flags say
  if (choice.cluster && !config.clusters.has(choice.cluster)) return [...faults, {fault: 'no-server', cluster: choice.cluster}]
  const {name: clusterName, cluster} = chosenCluster(config, choice)
  if (!cluster) return [...faults, {fault: 'no-cluster'}]
  if (cluster.server === '') faults.push({fault: 'no-server', cluster: clusterName})
  if (cluster.certificateAuthority !== '' && cluster.certificateAuthorityData !== '') {
    faults.push({fault: 'two-authorities', cluster: clusterName})
  }
  return faults
}

/** True when the only thing wrong is that there is no kubeconfig to speak of. */
export function isEmptyConfig(faults: readonly KubeFault[]): boolean {
  return faults.length === 1 && faults[0]?.fault === 'no-cluster'
}

/**
 * The namespace to work in, as kubectl finds it: the flag; else that of the context; else "default", where the
 * kubeconfig can be used at all; else that of the Pod.
 * @param podNamespace of the Pod that the program runs in; undefined outside a cluster
 */
export function findNamespace(config: Kubeconfig, choice: KubeChoice, podNamespace: string | undefined): FoundNamespace | KubeFault[] {
  if (choice.namespace) return {namespace: choice.namespace, source: 'flag'}
  const faults = faultsOf(config, choice)
  const pod: FoundNamespace | undefined = podNamespace === undefined ? undefined : {namespace: podNamespace, source: 'pod'}
  if (faults.length > 0) return isEmptyConfig(faults) && pod ? pod : faults
  const {name, context} = chosenContext(config, choice)
  const place = context && {context: name, file: context.file}
  if (context?.namespace) return {namespace: context.namespace, source: 'context', ...place}
  return pod ?? {namespace: 'default', source: 'default', ...place}
}

/** Where a namespace comes from, for people: `context "prod" in /home/me/.kube/config`. */
export function describeSource({source, context, file}: FoundNamespace): string {
  if (source === 'flag') return '-n'
  if (source === 'pod') return 'the Pod that gsec runs in'
  if (context === undefined) return 'the default of every cluster'
  return source === 'context' ? `context "${context}" in ${file}` : `context "${context}" in ${file}, which names none`
}
