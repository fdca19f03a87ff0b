import type {ClusterChoice} from '../kube/cluster-access.js'
import type {KubeSurroundings} from '../kube/surroundings.js'

/** What reaching a provider needs of the world around, and what the user said about it. */
export interface ProviderSurroundings {
  /** Environment, files and login programs; clouds and Kubernetes share them. */
  kube: KubeSurroundings
  /** The cluster that flags choose: for the kubernetes provider. */
  cluster: ClusterChoice
  /** Hosts, or addresses with scheme and port, that the user allowed credentials to go to (--allow-endpoint). */
  allowedEndpoints: readonly string[]
  /** For one request with its answer. */
  timeoutMs: number | undefined
  /** Waits between two attempts; tests do not want to. */
  sleep?: (milliseconds: number) => Promise<void>
}
