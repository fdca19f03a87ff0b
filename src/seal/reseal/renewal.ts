import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'
import type {ValueFault} from '../open/unseal-result.js'

/** Why a value was not renewed; without a key it is about all of a SealedSecret, since a controller does not say more. */
export type RenewalFault = Omit<ValueFault, 'key' | 'reason'> & {key?: string; reason: ValueFault['reason'] | 'refused'}

/** What became of the values of one SealedSecret. */
export interface Renewal extends BoundSealedSecret {
  /** New ciphertexts in base64 by their keys; what is fresh is not among them. */
  renewed: ReadonlyMap<string, string>
  /** How many values were sealed for the newest key already. */
  fresh: number
  /** Values that could not be opened. */
  faults: readonly RenewalFault[]
}

/** Encrypts values anew, with the same plaintext and for the newest key: offline with private keys, or by asking the controller. */
export type Renew = (bound: readonly BoundSealedSecret[]) => Promise<readonly Renewal[]>
