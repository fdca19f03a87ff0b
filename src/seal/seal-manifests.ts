import type {KeyObject} from 'node:crypto'
import {GsecError} from '../errors.js'
import type {SecretManifest} from '../manifest/secret-manifest.js'
import type {PlainValue} from '../manifest/value.js'
import {describeSkipped, type FileSecrets, type FoundSecret} from './find-secrets.js'
import {planSeal, type SealPlan, type SealSettings} from './seal-plan.js'
import {sealSecrets} from './seal-secrets.js'
import type {SealValues} from './seal-values.js'
import {type SealWarning, warningsOf} from './warnings.js'

/** One certificate that a Secret is sealed for. */
export interface SealTarget {
  /** Name of the cluster in .gsec.yaml; absent for a certificate given by itself. */
  cluster?: string | undefined
  publicKey: KeyObject
  fingerprint: string
  settings: SealSettings
  /** Path template of .gsec.yaml, `{dir}/{cluster}/{name}.sealed.yaml`. */
  output?: string | undefined
}

/** A Secret to be sealed: from a manifest, or built from flags (then without `found`). */
export interface SecretToSeal {
  secret: SecretManifest
  /** The file it stands in; undefined for one built from flags. */
  path: string | undefined
  found?: FoundSecret
}

export interface SealedOne extends SecretToSeal {
  target: SealTarget
  plan: SealPlan
  sealed: PlainValue
}

export interface SealResult {
  sealed: readonly SealedOne[]
  warnings: readonly SealWarning[]
}

/**
 * The Secrets of several files, in their order.
 * @throws GsecError NO_SECRETS when there is none: a run that seals nothing is a mistake
 */
export function secretsIn(files: readonly (FileSecrets & {path: string; isStdin: boolean})[]): SecretToSeal[] {
  const secrets = files.flatMap(({path, isStdin, secrets}) =>
    secrets.map(found => ({secret: found.secret, path: isStdin ? undefined : path, found})),
  )
  if (secrets.length > 0) return secrets
  const skipped = describeSkipped(files.flatMap(file => file.skipped))
  throw new GsecError('NO_SECRETS', `there is no Secret here${skipped && ` (${skipped})`}`, {
    where: files.length === 1 ? files[0]?.path : undefined,
    hint: 'gsec seal takes manifests of kind Secret',
  })
}

/**
 * Seals every Secret for each of its targets. Nothing is sealed before every Secret has been found sound.
 * @throws GsecError of `planSeal` and of `targetsFor`
 */
export async function sealManifests(
  secrets: readonly SecretToSeal[],
  targetsFor: (secret: SecretToSeal) => Promise<readonly SealTarget[]>,
  sealValues: SealValues,
): Promise<SealResult> {
  const planned: Omit<SealedOne, 'sealed'>[] = []
  const warnings: SealWarning[] = []
  for (const each of secrets) {
    for (const target of await targetsFor(each)) planned.push({...each, target, plan: planSeal(each.secret, target.settings)})
    warnings.push(...unknownFieldWarnings(each), ...warningsOf(each.secret))
  }
  const sealed = await sealSecrets(
    planned.map(({plan, target}) => ({plan, publicKey: target.publicKey})),
    sealValues,
  )
  return {sealed: planned.map((each, index) => ({...each, sealed: sealed[index] ?? null})), warnings}
}

function unknownFieldWarnings({found}: SecretToSeal): SealWarning[] {
  return (found?.unknownFields ?? []).map(({place, name, suggestion}) => ({
    where: place,
    message: `a Secret has no field "${name}", it is left out${suggestion ? `; did you mean ${suggestion}` : ''}`,
  }))
}
