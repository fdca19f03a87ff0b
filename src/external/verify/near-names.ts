import {GsecError} from '../../errors.js'
import {suggestionFor} from '../../suggestion.js'
import type {AskedStore} from '../resolve/asked-store.js'

/** As people write a name without thinking: the slashes of AWS, the hyphens of Google, in any case. */
const plainForm = (name: string) =>
  name
    .toLowerCase()
    .replace(/[-_/.]+/g, '-')
    .replace(/^-|-$/g, '')

/** The one of these names that was probably meant: the same with other separators, else one with a slip of the keyboard. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  return known.find(other => other !== name && plainForm(other) === plainForm(name)) ?? suggestionFor(name, known)
}

/** The key of a secret that the store has and that was probably meant; undefined where none is near, or they may not be listed. */
export async function nearKey(store: AskedStore, key: string): Promise<string | undefined> {
  try {
    const listed = await store.list({...(store.client.prefix !== '' && {prefix: store.client.prefix})})
    const keys = listed.map(({name}) => name.slice(store.client.prefix.length))
    return nearName(key, keys)
  } catch (error) {
    if (error instanceof GsecError) return undefined
    throw error
  }
}
