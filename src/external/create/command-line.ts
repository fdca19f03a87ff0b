import {shellWord} from '../../shell-word.js'
import type {CreateRequest} from './create-request.js'

/**
 * The command line that asks for the same without questions.
 * @param typed what the user has typed, for all that was not asked
 */
export function commandLine({words, namespace, store, storeKind}: CreateRequest, typed: readonly string[]): string {
  const [name = '', ...references] = words
  const flags: [name: string, char: string, value: string | undefined][] = [
    ['--namespace', '-n', namespace],
    ['--store', '', store],
    ['--store-kind', '', storeKind],
  ]
  const isTyped = (long: string, short: string) =>
    typed.some(word => word === long || word.startsWith(`${long}=`) || (short !== '' && word.startsWith(short) && !word.startsWith('--')))
  const asked = flags.flatMap(([long, short, value]) => (value === undefined || isTyped(long, short) ? [] : [long, value]))
  return ['gsec', 'external', 'create', name, ...asked, ...references, ...typed].map(shellWord).join(' ')
}
