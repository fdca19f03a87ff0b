/**
 * Makes a store's manifest from a file of templates/stores/, which is a SecretStore with a commented namespace wherever a
 * ClusterSecretStore needs one: a ClusterSecretStore gets these lines, a SecretStore loses them.
 */
export function storeManifest(template: string, kind: 'SecretStore' | 'ClusterSecretStore'): string {
  if (kind === 'SecretStore') return template.replace(CLUSTER_ONLY, '')
  return template.replace(/^kind: SecretStore$/m, `kind: ${kind}`).replace(CLUSTER_ONLY, '$1$2\n')
}

const CLUSTER_ONLY = /^( +)# (namespace: \S+) # ClusterSecretStore only\n/gm
