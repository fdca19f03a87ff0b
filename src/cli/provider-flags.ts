import {Flags} from '@oclif/core'
import {type ClusterOptions, clusterOptions} from './cluster-flags.js'
import {clusterSurroundings} from './cluster-surroundings.js'
import {listed} from './listed.js'
import {variable} from './variable.js'

const helpGroup = 'PROVIDER'

/** Flags of every command that asks the provider behind a store. */
export const providerFlags = {
  'store-file': Flags.string({
    helpGroup,
    multiple: true,
    multipleNonGreedy: true,
    description: 'file or folder with the stores; they win over those of the repository [env: GSEC_STORE_FILE]',
    helpValue: 'FILE',
  }),
  'allow-endpoint': Flags.string({
    helpGroup,
    multiple: true,
    multipleNonGreedy: true,
    description: 'let your credentials go to this host, though only a store in the repository names it [env: GSEC_ALLOW_ENDPOINT]',
    helpValue: 'HOST',
  }),
}

interface ParsedFlags {
  'store-file'?: string[] | undefined
  'allow-endpoint'?: string[] | undefined
}

/** The files of --store-file, or those that the variable lists with commas. */
export function storeFiles(flags: ParsedFlags): string[] {
  return flags['store-file'] ?? listed(variable('STORE_FILE'))
}

/** What reaching a provider needs of this process, and what the user said about it. */
export function providerSurroundings(flags: ParsedFlags, clusterFlags: Parameters<typeof clusterOptions>[0]) {
  const cluster: ClusterOptions = clusterOptions(clusterFlags)
  return {
    kube: clusterSurroundings(),
    cluster,
    allowedEndpoints: flags['allow-endpoint'] ?? listed(variable('ALLOW_ENDPOINT')),
    timeoutMs: cluster.timeoutMs,
  }
}

/** Whether flags name a cluster; a kubeconfig alone does not, so that nobody is asked unawares. */
export function asksCluster({context, cluster, kubeconfig}: ClusterOptions): boolean {
  return Boolean(context || cluster || kubeconfig)
}
