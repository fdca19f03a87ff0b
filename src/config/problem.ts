import {type Fault, GsecError} from '../errors.js'
import {formatPlace, type LineIndex} from '../position.js'

/** Something wrong with .gsec.yaml. The message quotes a key or name only when it is nearly a known one. */
export interface Problem {
  /** Offset into the text of the file. */
  offset: number
  message: string
  hint?: string
}

/** More lines than these help nobody. */
const MAX_SHOWN = 20

/** Looking for what was meant takes time: a file of nonsense is not read to its end. */
export const MAX_PROBLEMS = 200

/** One error for all that is wrong with a file, in the order of the text. */
export function configInvalid(problems: readonly Problem[], path: string, lines: LineIndex): GsecError {
  const faults = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .map(({offset, message, hint}): Fault & {message: string} => ({
      message,
      where: formatPlace(path, lines.position(offset)),
      ...(hint && {hint}),
    }))
  const [first, ...others] = faults.slice(0, MAX_SHOWN)
  if (faults.length > MAX_SHOWN) others.push({message: 'and more of the kind', where: path})
  return new GsecError('CONFIG_INVALID', first?.message ?? 'cannot be read', {where: first?.where ?? path, hint: first?.hint, others})
}
