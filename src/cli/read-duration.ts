import {DURATION_FORM, parseDuration} from '../duration.js'
import {GsecError} from '../errors.js'

/**
 * Reads the value of a flag that takes a duration; undefined stays so. Not a parser of oclif's, which would wrap the error.
 * @returns milliseconds
 * @throws GsecError USAGE naming the flag
 */
export function readDuration(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const milliseconds = parseDuration(text)
  if (milliseconds !== undefined) return milliseconds
  throw new GsecError('USAGE', `${flag} is not a duration`, {hint: `write ${DURATION_FORM}`})
}
