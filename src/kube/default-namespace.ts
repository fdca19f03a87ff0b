import {GsecError} from '../errors.js'
import {kubeconfigPaths, loadKubeconfig} from './kubeconfig.js'
import {describeSource, findNamespace} from './kubeconfig-choice.js'

/** What finding the kubeconfig needs of the world around. */
export interface KubeconfigReading {
  env: Readonly<Record<string, string | undefined>>
  home: string
  /** Between the files of $KUBECONFIG: `path.delimiter`. */
  delimiter: string
  /** The bytes of a file, or undefined when there is none. */
  read: (path: string) => Uint8Array | undefined
}

/**
 * The namespace that kubectl would work in, and where that comes from. Nothing is asked of any cluster.
 * Undefined where there is no usable kubeconfig.
 * @throws GsecError KUBECONFIG_INVALID, FILE_UNREADABLE for a named file that is not there, and what `read` throws
 */
export function defaultNamespace(
  {kubeconfig, context}: {kubeconfig?: string | undefined; context?: string | undefined},
  reading: KubeconfigReading,
): {value: string; source: string} | undefined {
  if (kubeconfig && !reading.read(kubeconfig)) {
    throw new GsecError('FILE_UNREADABLE', 'no such file or folder', {where: kubeconfig, hint: 'it is the kubeconfig that you named'})
  }
  const config = loadKubeconfig(kubeconfigPaths(kubeconfig, reading), reading.read)
  const found = findNamespace(config, {...(context !== undefined && {context})}, undefined)
  return Array.isArray(found) ? undefined : {value: found.namespace, source: describeSource(found)}
}
