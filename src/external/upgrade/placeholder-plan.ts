import {EditRefused} from '../../manifest/edit/edit-refused.js'
import type {ChosenStore} from './choose-store.js'
import {type RemoteReference, referenceOf} from './placeholder-reference.js'
import type {Placeholder} from './placeholders.js'
import type {SecretValue} from './secret-values.js'

/** One entry of `spec.data`. */
export interface DataEntry {
  secretKey: string
  reference: RemoteReference
  /** The key of the Secret that it is for. */
  origin: SecretValue
}

/** What the new ExternalSecret fetches and how it puts it together. */
export interface PlaceholderPlan {
  data: readonly DataEntry[]
  /** Texts of the template by key; absent where every key is one fetched value as it is. */
  template: readonly {origin: SecretValue; text: string}[] | undefined
}

/** @throws EditRefused where ESO cannot do the same */
export function planSecret(values: readonly SecretValue[], store: ChosenStore): PlaceholderPlan {
  const plan = new Planner(values, store)
  // keys that are one fetched value come first, so that texts can use what these fetch
  const texts = new Map([...values.filter(isOneValue), ...values].map(origin => [origin, plan.textOf(origin)]))
  return {
    data: plan.data,
    template: values.every(isOneValue) ? undefined : values.map(origin => ({origin, text: texts.get(origin) ?? ''})),
  }
}

/** True for a key that is nothing but one fetched value, which ESO can give as it is. */
function isOneValue({parts: [only, ...more]}: SecretValue): boolean {
  return typeof only === 'object' && more.length === 0 && !only.modifiers.includes('base64encode')
}

class Planner {
  readonly data: DataEntry[] = []
  readonly #store: ChosenStore
  readonly #names: Set<string>
  readonly #known = new Map<string, string>()

  constructor(values: readonly SecretValue[], store: ChosenStore) {
    this.#store = store
    this.#names = new Set(values.filter(isOneValue).map(({key}) => key))
  }

  /** The key's text as a Go template. */
  textOf(origin: SecretValue): string {
    return origin.parts.map(part => (typeof part === 'string' ? literal(part) : this.#action(part, origin))).join('')
  }

  #action(placeholder: Placeholder, origin: SecretValue): string {
    const at = origin.entry.value
    const modifiers = placeholder.modifiers.filter(modifier => !modifier.startsWith('jsonPath'))
    const [first, ...more] = modifiers
    const isDecoded = first === 'base64decode'
    const rest = isDecoded ? more : modifiers
    if (rest.length > 1 || (rest.length === 1 && rest[0] !== 'base64encode'))
      throw new EditRefused('a modifier of the placeholder has no counterpart in ESO: use a template', at)
    const reference = referenceOf(placeholder, this.#store, at)
    const decoded = isDecoded || origin.isEncoded ? {...reference, decodingStrategy: 'Base64' as const} : reference
    const name = isOneValue(origin) ? origin.key : this.#nameFor(decoded)
    if (isOneValue(origin)) this.#known.set(JSON.stringify(decoded), name)
    if (!this.data.some(({secretKey}) => secretKey === name)) this.data.push({secretKey: name, reference: decoded, origin})
    return `{{ ${valueText(name)}${rest.length === 1 ? ' | b64enc' : ''} }}`
  }

  /** The same for the same reference; a name that no key of the Secret has. */
  #nameFor(reference: RemoteReference): string {
    const id = JSON.stringify(reference)
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const base = (reference.property ?? reference.key).replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '') || 'value'
    let name = base
    for (let count = 2; this.#names.has(name); count++) name = `${base}_${count}`
    this.#names.add(name)
    this.#known.set(id, name)
    return name
  }
}

const valueText = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `index . ${JSON.stringify(name)}`)

/** Text that happens to look like a template stays text. */
const literal = (text: string) => text.replaceAll('{{', '{{ "{{" }}')
