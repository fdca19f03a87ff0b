import type {Cluster} from '../config/clusters-shape.js'
import {type ControllerPlace, DEFAULT_PLACE} from '../kube/api-objects.js'
import type {ClusterChoice} from '../kube/cluster-access.js'

/** A controller whose certificate is wanted. */
export interface ControllerSource extends ClusterChoice {
  controller: ControllerPlace
}

/** What flags and their variables say about cluster and controller; they win over .gsec.yaml. */
export interface ControllerFlags {
  context?: string | undefined
  kubeconfig?: string | undefined
  cluster?: string | undefined
  user?: string | undefined
  controllerName?: string | undefined
  controllerNamespace?: string | undefined
}

/** The controller that flags name, else a cluster of .gsec.yaml, else the one where kubeseal looks. */
export function controllerSource(flags: ControllerFlags, stated?: Pick<Cluster, 'context' | 'controller'>): ControllerSource {
  const {context, kubeconfig, cluster, user, controllerName, controllerNamespace} = flags
  const {name, namespace} = stated?.controller ?? DEFAULT_PLACE
  return {
    context: context ?? stated?.context,
    kubeconfig,
    cluster,
    user,
    controller: {name: controllerName ?? name, namespace: controllerNamespace ?? namespace},
  }
}
