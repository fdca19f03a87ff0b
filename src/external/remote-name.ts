import type {StoreKind} from '../providers/store-kind.js'

const PLACEHOLDER = /\{(namespace|name|key)\}/g

/**
 * What a Secret, or one key of it, is called at a provider, by a template of {namespace}, {name} and {key}. Where the provider
 * takes no such name, signs in what is filled in become -; undefined where that does not help either.
 */
export function remoteName(
  template: string,
  words: Readonly<Record<'namespace' | 'name' | 'key', string>>,
  pattern: RegExp | undefined,
): string | undefined {
  const fill = (change: (text: string) => string) =>
    template.replace(PLACEHOLDER, (_, word: 'namespace' | 'name' | 'key') => change(words[word]))
  const filled = fill(text => text)
  if (!pattern || pattern.test(filled)) return filled
  const cleaned = fill(text => text.replace(/[^A-Za-z0-9-]/g, '-'))
  return pattern.test(cleaned) ? cleaned : undefined
}

/** The property that leads to a key of a Secret in the JSON object of the whole Secret. A name is tried first by most providers. */
export function propertyOfKey({id}: Pick<StoreKind, 'id'>, syntax: string | undefined, key: string): string {
  // Google's provider takes a name with a dot in front for a path
  const isPath = syntax === 'gjson' || (id === 'gcpsm' && key.startsWith('.'))
  return isPath ? key.replaceAll('.', '\\.') : key
}
