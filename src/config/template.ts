import {suggestionFor} from '../suggestion.js'
import {relativeFault} from './path-fault.js'
import type {TextForm} from './shape.js'

export const outputPlaceholders = ['dir', 'file', 'cluster', 'namespace', 'name'] as const
export type OutputPlaceholder = (typeof outputPlaceholders)[number]

/** Where a sealed file goes. */
export const outputTemplate: TextForm = {
  pattern: String.raw`^(?![/~])(?![A-Za-z]:)(?:[^{}\\\u0000-\u001f\u007f]|\{(?:${outputPlaceholders.join('|')})\}){1,512}$`,
  expects: `a path relative to this file, with ${listed(outputPlaceholders)}`,
  examples: ['{dir}/{cluster}/{name}.sealed.yaml'],
  fault: source => relativeFault(source) ?? placeholderFault(source, outputPlaceholders),
}

const keyPlaceholders = ['namespace', 'name', 'key'] as const

/** What a value is called at the provider. */
export const keyTemplate: TextForm = {
  pattern: String.raw`^(?:[^{}\u0000-\u001f\u007f]|\{(?:${keyPlaceholders.join('|')})\}){1,512}$`,
  expects: `a name at the provider, with ${listed(keyPlaceholders)}`,
  examples: ['{namespace}-{name}'],
  fault: source => placeholderFault(source, keyPlaceholders),
}

function listed(names: readonly string[]): string {
  return names.map(name => `{${name}}`).join(' ')
}

/** Names the placeholder that was meant; an unknown one is quoted only when it is nearly a known one. */
function placeholderFault(source: string, known: readonly string[]): string | undefined {
  for (const [, name = ''] of source.matchAll(/\{([^{}]*)\}/g)) {
    if (known.includes(name)) continue
    const near = suggestionFor(name, known)
    return near ? `has an unknown placeholder {${name}}; did you mean {${near}}?` : `has an unknown placeholder; there are ${listed(known)}`
  }
  return /[{}]/.test(source) ? `has a brace that is no placeholder; there are ${listed(known)}` : undefined
}
