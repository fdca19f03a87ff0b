import {definePolicy} from '../document.js'
import {child} from '../walk/node.js'
import manifest from './manifest.js'

/** Kinds that name secrets, or the right to read them, and have no place for one. */
// biome-ignore format: by group
const KINDS = [
  'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ServiceAccount', 'NetworkPolicy', 'Namespace', 'CustomResourceDefinition',
  'APIService', 'PriorityClass', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ResourceQuota', 'LimitRange', 'PodSecurityPolicy',
  'SecurityContextConstraints', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'AuthorizationPolicy', 'ReferenceGrant', 'Certificate',
]

export default definePolicy({
  id: 'no-secrets',
  rule: manifest.rule,
  kinds: KINDS,
  inspect(inspection) {
    for (const {key, value} of inspection.document.root?.type === 'mapping' ? inspection.document.root.entries : []) {
      if (key !== 'metadata') inspection.leaveAlone(value)
    }
    inspection.leaveAlone(child(child(inspection.document.root, 'metadata'), 'labels'))
  },
  commands: manifest.commands,
})
