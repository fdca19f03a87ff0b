import {type ControllerSource, controllerSource} from '../../certificates/controller-source.js'
import {clusterNamed} from '../../config/cluster-named.js'
import {GsecError} from '../../errors.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import {chooseCertificate} from '../change/certificate-for.js'
import type {ChooserFlags, ChooserSurroundings} from '../choose-targets.js'

/**
 * Decides which controller a SealedSecret is for: that of the cluster of --for, or of the environment that its path
 * matches; without either, that of the kubeconfig's context. Only a cluster whose context is known can be asked.
 * @returns a function that throws GsecError USAGE, and CERT_MISSING where nothing names a cluster
 */
export function controllerChooser(
  flags: Omit<ChooserFlags, 'cert'>,
  surroundings: ChooserSurroundings,
): (sealed: SealedSecretManifest) => ControllerSource {
  const named = new Set<string>()
  return sealed => {
    const {cluster: name} = chooseCertificate(sealed, {...flags, cert: undefined}, surroundings)
    if (name === undefined) return controllerSource(flags.controller)
    const cluster = clusterNamed(name, surroundings.config)
    const {context} = flags.controller
    if (context === undefined && cluster.context === undefined) {
      throw new GsecError('USAGE', `cluster "${name}" of .gsec.yaml names no context`, {
        hint: 'add "context: NAME" to it, or give --context NAME',
      })
    }
    named.add(name)
    if (context !== undefined && named.size > 1) {
      throw new GsecError('USAGE', '--context names one cluster, and several would be asked there', {
        where: [...named].join(', '),
        hint: 'leave out --context (or GSEC_CONTEXT): .gsec.yaml has one for each; or choose one with --for',
      })
    }
    return controllerSource(flags.controller, cluster)
  }
}
