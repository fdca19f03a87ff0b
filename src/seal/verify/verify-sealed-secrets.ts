import type {Finding} from '../../finding.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {readSealedSecret, type SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import {bindingOf, statedBinding} from '../open/binding-of.js'
import type {FaultExplainer} from '../open/explain-fault.js'
import type {BoundSealedSecret, OpenedSealedSecret} from '../open/open-sealed-secrets.js'
import {checkOpened} from './check-opened.js'
import {checkForm, checkStructure} from './check-structure.js'
import {findingsOf, type Observation} from './observation.js'

/** How it is found out whether the values open: with private keys, or by asking a controller. */
export type CheckOpening = (bound: readonly BoundSealedSecret[]) => Promise<Observation[]>

export interface Verified {
  findings: readonly Finding[]
  /** SealedSecrets looked at, and their values. */
  counts: {sealedSecrets: number; values: number}
}

/**
 * Says whether SealedSecrets would become the Secrets that they promise: by their structure, and with `checkOpening` by
 * opening them.
 * @param namespace -n, for those that name none
 * @throws GsecError NAMESPACE_MISMATCH
 */
export async function verifySealedSecrets(
  objects: readonly ManifestObject[],
  namespace: string | undefined,
  checkOpening: CheckOpening | undefined,
): Promise<Verified> {
  const observations: Observation[] = []
  const sound: SealedSecretManifest[] = []
  for (const object of objects) {
    const faults = checkForm(object)
    observations.push(...faults)
    if (faults.length > 0) continue
    const sealed = readSealedSecret(object)
    sound.push(sealed)
    observations.push(...checkStructure(sealed).filter(({rule}) => rule !== 'sealed-missing-namespace' || namespace === undefined))
  }
  if (checkOpening)
    observations.push(...(await checkOpening(sound.filter(({items}) => items.length > 0).map(sealed => bound(sealed, namespace)))))
  return {
    findings: findingsOf(observations),
    counts: {sealedSecrets: objects.length, values: sound.reduce((sum, {items}) => sum + items.length, 0)},
  }
}

/** What opened SealedSecrets show, in the order given. */
export function observationsOf(opened: readonly OpenedSealedSecret[], explainer: FaultExplainer): Observation[] {
  return opened.flatMap(one => checkOpened(one, explainer))
}

/** What it leaves open stays so: the structure's findings tell that, and the keys may tell what it should be. */
function bound(sealed: SealedSecretManifest, namespace: string | undefined): BoundSealedSecret {
  const stated = statedBinding(sealed)
  const isComplete = sealed.name !== undefined && (sealed.namespace ?? namespace) !== undefined
  return {sealed, binding: isComplete ? bindingOf(sealed, namespace) : stated}
}
