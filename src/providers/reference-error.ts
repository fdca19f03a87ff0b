import {GsecError} from '../errors.js'

/** @param hint the right spelling; like the fact, it quotes nothing of what was typed. */
export function referenceError(fact: string, hint: string): GsecError {
  return new GsecError('REFERENCE_INVALID', fact, {hint})
}
