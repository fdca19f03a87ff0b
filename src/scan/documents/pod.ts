import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

// biome-ignore format: core, then Argo, OpenShift, Knative, OpenKruise, KEDA and Tekton
const KINDS = [
  'Pod', 'PodTemplate', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController', 'Job', 'CronJob',
  'Rollout', 'Experiment', 'Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow', 'DeploymentConfig',
  'Service', 'Revision', 'CloneSet', 'ScaledJob', 'Task', 'ClusterTask', 'Pipeline', 'PipelineRun', 'TaskRun',
]

// Pairs in env, arguments, headers of probes: inspect-tree.ts knows them wherever they stand.
export default definePolicy({
  id: 'pod',
  rule: {
    id: 'container-credential',
    title: 'credential in a container',
    remediation: 'put the value into a Secret and take it by secretKeyRef, or mount it and name the file',
    documentation: 'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/',
  },
  kinds: KINDS,
  commands: newSecret,
})
