import {Flags} from '@oclif/core'
import {GsecError} from '../errors.js'

/** `-f FILE`, as kubectl and kubeseal users type it. */
export const fileFlag = Flags.string({char: 'f', description: 'the same as the FILE argument', helpValue: 'FILE'})

/**
 * Splits the arguments of a command that changes one file into the file and the words behind it. With -f all of them
 * are words.
 * @param names what the words are, for the error: `['KEY']`; the last one may be several: `['KEY...']`
 * @param surplus the error for a word too many, which it does not show: it may be a value in the wrong place
 * @throws GsecError USAGE when one is missing, or for standard input, which cannot be changed in place
 */
export function fileAndWords(
  given: readonly (string | undefined)[],
  flag: string | undefined,
  names: readonly string[],
  surplus = () => new GsecError('USAGE', 'there is one argument too many', {hint: 'run the command with --help'}),
) {
  const [file, ...words] = [...(flag === undefined ? [] : [flag]), ...given.filter(word => word !== undefined)]
  const missing = file === undefined ? 'FILE' : names[words.length]
  if (file === undefined || missing !== undefined) {
    throw new GsecError('USAGE', `missing argument ${missing?.replace('...', '')}`, {hint: 'run the command with --help'})
  }
  if (words.length > names.length && !names.at(-1)?.endsWith('...')) throw surplus()
  if (file === '-') {
    throw new GsecError('USAGE', 'standard input cannot be changed in place', {hint: 'name a file'})
  }
  return {file, words}
}
