const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The namespace of the Pod that the program runs in; undefined outside a cluster.
 * https://github.com/kubernetes/client-go/blob/v0.36.2/tools/clientcmd/client_config.go (inClusterClientConfig)
 * @param read a file's text, or undefined when there is none
 */
export function podNamespace(
  env: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string | undefined,
): string | undefined {
  if (!env['KUBERNETES_SERVICE_HOST'] || !env['KUBERNETES_SERVICE_PORT']) return undefined
  if (read(`${SERVICE_ACCOUNT}/token`) === undefined) return undefined
  return env['POD_NAMESPACE'] || read(`${SERVICE_ACCOUNT}/namespace`)?.trim() || 'default'
}
