import {Flags} from '@oclif/core'
import {GsecError} from '../errors.js'
import {variable} from './variable.js'

const helpGroup = 'CLUSTER'

/** Flags of every command that asks the controller, with the meaning that they have in kubectl and kubeseal. */
export const clusterFlags = {
  context: Flags.string({
    helpGroup,
    description: 'context of the kubeconfig [env: GSEC_CONTEXT, SEALED_SECRETS_CONTEXT]',
    helpValue: 'NAME',
  }),
  kubeconfig: Flags.string({
    helpGroup,
    description: 'kubeconfig instead of KUBECONFIG and ~/.kube/config [env: GSEC_KUBECONFIG, SEALED_SECRETS_KUBECONFIG]',
    helpValue: 'FILE',
  }),
  cluster: Flags.string({
    helpGroup,
    description: 'cluster of the kubeconfig [env: GSEC_CLUSTER, SEALED_SECRETS_CLUSTER]',
    helpValue: 'NAME',
  }),
  user: Flags.string({helpGroup, description: 'user of the kubeconfig [env: GSEC_USER, SEALED_SECRETS_USER]', helpValue: 'NAME'}),
  'controller-name': Flags.string({
    helpGroup,
    description:
      'Service of the controller, sealed-secrets-controller unless told otherwise [env: GSEC_CONTROLLER_NAME, SEALED_SECRETS_CONTROLLER_NAME]',
    helpValue: 'NAME',
  }),
  'controller-namespace': Flags.string({
    helpGroup,
    description: 'its namespace, kube-system unless told otherwise [env: GSEC_CONTROLLER_NAMESPACE, SEALED_SECRETS_CONTROLLER_NAMESPACE]',
    helpValue: 'NAMESPACE',
  }),
  'request-timeout': Flags.string({
    helpGroup,
    description:
      'how long to wait for an answer of the API server: 30s, 2m; 0 is for ever (default: 10s) [env: GSEC_REQUEST_TIMEOUT, SEALED_SECRETS_REQUEST_TIMEOUT]',
    helpValue: 'DURATION',
  }),
}

const {context, kubeconfig, cluster, user, 'request-timeout': requestTimeout} = clusterFlags
/** Those that reach the API server, for commands that ask no controller. */
export const loginFlags = {context, kubeconfig, cluster, user, 'request-timeout': requestTimeout}

type ClusterFlagName = keyof typeof clusterFlags
type ParsedFlags = Partial<Record<ClusterFlagName, string | undefined>>

/** What flags and their variables say about the cluster; undefined is not said. */
export interface ClusterOptions {
  context: string | undefined
  kubeconfig: string | undefined
  cluster: string | undefined
  user: string | undefined
  controllerName: string | undefined
  controllerNamespace: string | undefined
  /** Milliseconds. */
  timeoutMs: number | undefined
}

/**
 * Reads the flags, and the variables where there is no flag.
 * @throws GsecError USAGE for a time that is none
 */
export function clusterOptions(flags: ParsedFlags): ClusterOptions {
  const said = (flag: ClusterFlagName) => flags[flag] || variable(flag.toUpperCase().replaceAll('-', '_'))
  const timeout = said('request-timeout')
  return {
    context: said('context'),
    kubeconfig: said('kubeconfig'),
    cluster: said('cluster'),
    user: said('user'),
    controllerName: said('controller-name'),
    controllerNamespace: said('controller-namespace'),
    timeoutMs: timeout === undefined ? undefined : readTimeout(timeout),
  }
}

/** Node's longest timer: 24 days, for what is meant to be for ever. */
const FOR_EVER = 2 ** 31 - 1
const UNITS = {ms: 1, s: 1000, m: 60_000, h: 3_600_000}

/** Whole seconds, or numbers with units, as kubectl takes it. https://pkg.go.dev/time#ParseDuration */
function readTimeout(text: string): number {
  const seconds = /^\d+$/.test(text) ? Number(text) * 1000 : undefined
  const parts = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text) ? [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)] : undefined
  const milliseconds = seconds ?? parts?.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0)
  if (milliseconds === undefined) throw new GsecError('USAGE', '--request-timeout is not a time', {hint: 'write it as 30s or 2m'})
  return milliseconds === 0 ? FOR_EVER : Math.min(Math.ceil(milliseconds), FOR_EVER)
}
