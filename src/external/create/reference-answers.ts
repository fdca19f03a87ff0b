import {GsecError} from '../../errors.js'
import {dataKeyFault} from '../../manifest/names.js'
import {makeReference} from '../../providers/make-reference.js'
import {parseReference} from '../../providers/reference.js'
import {toText} from '../../providers/reference-text.js'
import {readScope} from '../../providers/scope.js'
import type {ProviderBlock, StoreKind} from '../../providers/store-kind.js'
import {propertyOfKey} from '../remote-name.js'
import {fitReferences} from './fit-references.js'
import type {StoreChoice} from './store-choice.js'

/** What is wrong with an answer, as a sentence about it. */
export const fault = (reason: string | undefined) => (reason === undefined ? undefined : `it ${reason}`)

/** What is wrong with the next key of a Secret that has these keys. */
export function keyFault(answer: string, keys: ReadonlySet<string>): string | undefined {
  return keys.has(answer) ? 'this key has its reference already' : fault(dataKeyFault(answer))
}

/** With the provider known, the name of a secret is enough. */
export function complete(answer: string, provider: StoreKind | undefined): string {
  if (!provider || isReference(answer, provider)) return answer
  return `${[...Object.keys(provider.names), provider.id][0]}:${answer}`
}

function isReference(text: string, provider: StoreKind): boolean {
  try {
    return parseReference(text, {provider: provider.id}) !== undefined
  } catch (error) {
    // what begins like a reference has its own mistakes explained
    return error instanceof GsecError && /^(ref|secretref)\+|^arn:|^op:\/\/|^https?:/.test(text)
  }
}

/** In a sentence what is wrong with a reference, as typed so far. */
export function referenceFault(key: string, text: string, store: StoreChoice): string | undefined {
  try {
    const provider = store.known.find(known => known.provider)?.provider?.kind.id
    fitReferences([{where: key, use: 'data', reference: parseReference(text, {provider})}], store)
    return undefined
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`
  }
}

/** What a store's settings make of names and properties. */
export function rulesOf(kind: StoreKind, block: ProviderBlock) {
  const {service} = readScope(kind, block)
  const scope = service === undefined ? {} : {service}
  return {scope, ...kind.rules(scope)}
}

/** The reference to a secret of a provider, or to a key of its JSON object, as text. */
export function pickedReference(kind: StoreKind, block: ProviderBlock, {name, key}: {name: string; key?: string | undefined}): string {
  const {scope, property} = rulesOf(kind, block)
  return toText(
    makeReference(kind.id, {scope, key: name, property: key === undefined ? undefined : propertyOfKey(kind, property.syntax, key)}),
  )
}
