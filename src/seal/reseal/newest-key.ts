import {GsecError} from '../../errors.js'
import type {UnsealingKey} from '../open/read-key-file.js'

const NO_TELLING = 'there is no telling which values are fresh'

/**
 * The key that a controller with these keys seals for: the one whose certificate began last, as the controller chooses.
 * @throws GsecError USAGE when dates are missing
 */
export function newestKey(keys: readonly UnsealingKey[]): UnsealingKey {
  const active = keys.filter(({isRetired}) => !isRetired)
  const [only, second] = active
  if (only && !second) return only
  if (!only || active.some(({notBefore}) => notBefore === undefined)) {
    throw new GsecError('USAGE', `${NO_TELLING}: which of the keys is the newest is not known`, {
      hint: "give its certificate with --cert, or a backup of the controller's Secrets as --key",
    })
  }
  return active.reduce((newest, key) => ((key.notBefore ?? 0) > (newest.notBefore ?? 0) ? key : newest))
}

/**
 * Refuses to call a value stale while the key that fresh ones are for is not at hand: which key a value is for shows only
 * in opening it.
 * @throws GsecError USAGE
 */
export function requireKeyOf(fingerprint: string, keys: readonly UnsealingKey[], where: string): void {
  if (keys.some(key => key.fingerprint === fingerprint)) return
  throw new GsecError('USAGE', `${NO_TELLING}: the private key of the certificate is not among those of --key`, {
    where,
    hint: `--check wants the newest key, ${fingerprint}`,
  })
}

/** An active key that began later than the one that is sealed for: perhaps the certificate is not the newest any more. */
export function laterKey(fingerprint: string, keys: readonly UnsealingKey[]): UnsealingKey | undefined {
  const own = keys.find(key => key.fingerprint === fingerprint)?.notBefore
  return own && keys.find(({isRetired, notBefore}) => !isRetired && notBefore !== undefined && notBefore > own)
}
