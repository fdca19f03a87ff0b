import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'

/** What kubeseal asks of the sealing controller, through the API server. */
export interface Controller {
  /** The certificate of its newest key, in PEM. */
  certificate: (flags: FlagValues) => Promise<Uint8Array>
  /** Whether it can decrypt each SealedSecret of a stream. Answers nothing when it can. */
  validate: (flags: FlagValues, input: Buffer) => Promise<void>
  /** The SealedSecrets of a stream encrypted anew, as JSON objects. */
  reEncrypt: (flags: FlagValues, input: Buffer) => Promise<readonly Uint8Array[]>
}

/** Stands in where no request can be made: what can be answered without the controller is. */
export const offline: Controller = {
  certificate: async () => {
    throw new Failure('this version of gsec does not ask the controller for its certificate: give it with --cert')
  },
  validate: async () => {
    throw new Failure('this version of gsec does not ask the controller: --validate is not available')
  },
  reEncrypt: async () => {
    throw new Failure('this version of gsec does not ask the controller: --re-encrypt is not available')
  },
}
