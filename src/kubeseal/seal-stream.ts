import type {KeyObject} from 'node:crypto'
import type {SecretManifest} from '../manifest/secret-manifest.js'
import type {SealPlan} from '../seal/seal-plan.js'
import {sealOne} from '../seal/seal-values.js'
import {sealedSecretOf} from '../seal/sealed-secret.js'
import {Failure} from './failure.js'
import {type Output, printObject} from './output.js'
import {planSecret, type SealRules} from './plan-secret.js'
import {readSecrets} from './read-secrets.js'

/** The Secrets of an input, of which there must be one at least. */
export function readInputSecrets(input: Buffer, onSkipped: () => void): SecretManifest[] {
  const secrets = readSecrets(input, onSkipped)
  if (secrets.length > 0) return secrets
  throw new Failure('no secrets found. Ensure the input is valid and UTF-8 encoded')
}

export function sealItems(plan: SealPlan, publicKey: KeyObject): Map<string, string> {
  return new Map(plan.secret.items.map(({key, value}) => [key, sealOne({value, label: plan.label}, publicKey)]))
}

/**
 * Seals the Secrets one after the other. What was sealed before a failure has been written.
 * @throws Failure
 */
export function sealStream(
  secrets: readonly SecretManifest[],
  {rules, publicKey, format, output}: {rules: SealRules; publicKey: KeyObject; format: string; output: Output},
): void {
  for (const secret of secrets) {
    const plan = planSecret(secret, rules)
    output.write(printObject(sealedSecretOf(plan, sealItems(plan, publicKey)), format))
  }
}
