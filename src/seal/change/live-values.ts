import {type ControllerFlags, type ControllerSource, controllerSource} from '../../certificates/controller-source.js'
import type {Cluster} from '../../config/clusters-shape.js'
import type {Config} from '../../config/config-shape.js'
import {GsecError} from '../../errors.js'
import type {ApiServer} from '../../kube/api-server.js'
import {type ClusterAccess, isPlainHttp} from '../../kube/cluster-access.js'
import {readLiveSealedSecret, readLiveSecret} from '../../kube/live-objects.js'
import {nameFault, namespaceFault} from '../../manifest/names.js'
import {type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import type {Secret} from '../../secret.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'
import {shownKey} from '../shown-names.js'
import type {SealWarning} from '../warnings.js'

/** The values of a SealedSecret as its Secret in the cluster has them. */
export interface LiveValues {
  values: Map<string, Secret>
  /** Why they may not be what the file holds. */
  warnings: readonly SealWarning[]
}

/** How to do without, at the end of hints. */
export const WITH_KEY = 'or open the file with --key KEYFILE'

/**
 * Refuses, before anything is asked, a SealedSecret whose Secret does not hold its values as they were sealed.
 * @throws GsecError EDIT_REFUSED where a template makes the data, NAMESPACE_MISSING or MANIFEST_INVALID where it cannot be found
 */
export function refuseNotLive({sealed, binding}: BoundSealedSecret): void {
  const {place: where} = sealed
  if (Object.keys(stringsAt(sealed.template, 'data')).length > 0) {
    throw new GsecError('EDIT_REFUSED', 'its template.data makes values of the values: the live Secret does not tell them apart', {
      where,
      hint: 'open the file with --key KEYFILE',
    })
  }
  const fault = nameFault(binding.name)
  if (fault) throw new GsecError('MANIFEST_INVALID', `metadata.name ${fault}`, {where, hint: 'the live Secret has that name'})
  if (binding.namespace === '') {
    throw new GsecError('NAMESPACE_MISSING', 'the SealedSecret names no namespace', {
      where,
      hint: 'say with -n NAMESPACE where its live Secret is',
    })
  }
  const other = namespaceFault(binding.namespace)
  if (other) throw new GsecError('MANIFEST_INVALID', `metadata.namespace ${other}`, {where})
}

/**
 * The cluster whose Secret is read: the one that flags name, else that of .gsec.yaml for which the file is sealed, else that of the
 * kubeconfig. As in sealing, a .gsec.yaml that has clusters is not passed over.
 * @param name of the cluster in .gsec.yaml that the certificate is for
 * @throws GsecError USAGE
 */
export function liveCluster(name: string | undefined, flags: ControllerFlags, config: Config | undefined, where: string): ControllerSource {
  const stated: Cluster | undefined = name === undefined ? undefined : config?.clusters.get(name)
  const isSaid = flags.context !== undefined || flags.cluster !== undefined || stated?.context !== undefined
  if (!isSaid && config !== undefined && config.clusters.size > 0) {
    throw new GsecError('USAGE', 'nothing says which cluster has the live Secret', {
      where,
      hint:
        name === undefined ? 'name it with --context NAME' : `give cluster "${name}" of .gsec.yaml a context, or name one with --context`,
    })
  }
  return controllerSource(flags, stated)
}

/** @throws GsecError ENDPOINT_NOT_TRUSTED where others can read along; there is no flag for that */
export function refuseEavesdroppers(access: ClusterAccess): void {
  if (!isPlainHttp(access)) return
  const hint = `write the server in the kubeconfig with https, ${WITH_KEY}`
  throw new GsecError('ENDPOINT_NOT_TRUSTED', 'plain http: anybody on the way can read the values', {where: access.label, hint})
}

/**
 * Reads the values from the cluster, in the order of the file. Keys that only the Secret has are not the file's.
 * @throws GsecError EDIT_REFUSED where the Secret lacks a key, and what `readLiveSecret` throws
 */
export async function readLiveValues({sealed, binding}: BoundSealedSecret, api: ApiServer): Promise<LiveValues> {
  const found = await readLiveSecret(api, binding)
  const applied = await readLiveSealedSecret(api, binding)
  const values = new Map<string, Secret>()
  for (const {key, valueNode} of sealed.items) {
    const value = found.get(key)
    if (!value) {
      const where = sealed.object.document.place(valueNode.start)
      const hint = `apply the file, and wait until the controller has made the Secret, ${WITH_KEY}`
      throw new GsecError('EDIT_REFUSED', `the live Secret has no key ${shownKey(key)}`, {where, hint})
    }
    values.set(key, value)
  }
  const doubt = doubtAbout(sealed, applied)
  return {values, warnings: doubt === undefined ? [] : [{where: sealed.place, message: `${doubt}: what you see may be older`}]}
}

function doubtAbout({items}: SealedSecretManifest, applied: Awaited<ReturnType<typeof readLiveSealedSecret>>): string | undefined {
  if (!applied) return 'the cluster does not show its SealedSecret, so that nothing tells whether the live Secret is made of this file'
  const differing = items.filter(({key, ciphertext}) => compact(applied.encryptedData[key]) !== compact(ciphertext))
  if (differing.length > 0)
    return `the cluster has another ciphertext of ${[...new Set(differing.map(({key}) => shownKey(key)))].join(', ')}`
  return applied.isSynced ? undefined : 'the controller has not made the live Secret of this SealedSecret yet'
}

/** A ciphertext may be wrapped in the file. */
function compact(ciphertext: string | undefined): string | undefined {
  return ciphertext?.replace(/\s/g, '')
}
