import type {Reference} from './reference.js'
import {failure, quoted, type ReferenceProblem} from './reference-problem.js'
import type {ProviderBlock, Scope, ScopeField, StoreKind} from './store-kind.js'

/** The scope that a store's provider block says; a field of which it says nothing, or several things, is left out. */
export function readScope(kind: StoreKind, block: ProviderBlock): Scope {
  return Object.fromEntries(
    kind.scope.flatMap(field => {
      const [value, ...others] = valuesOf(field, block)
      return value === undefined || others.length > 0 ? [] : [[field.name, value]]
    }),
  )
}

/** The part of a provider block that says where a reference lives. */
export function storeBlock(kind: StoreKind, scope: Scope): ProviderBlock {
  return kind.scope.reduce<ProviderBlock>((block, field) => {
    const value = scope[field.name]
    if (value === undefined) return block
    return merge(block, field.write?.(value) ?? nest(stepsTo(field), value))
  }, {})
}

/** Says where reference and store speak of different places. What either leaves open is no difference. */
export function compareScope(kind: StoreKind, {scope}: Pick<Reference, 'scope'>, block: ProviderBlock): ReferenceProblem[] {
  return kind.scope.flatMap(field => {
    const wanted = scope[field.name]
    const found = valuesOf(field, block)
    const given = found.length === 0 && field.default !== undefined ? [field.default] : found
    const normalize = field.normalize ?? (value => value)
    if (wanted === undefined || given.length === 0 || given.some(value => normalize(value) === normalize(wanted))) return []
    return [
      failure(
        'scope-differs',
        `the reference is for the ${field.is} ${quoted(wanted)}, the store for ${given.map(quoted).join(', ')}`,
        `use a store for the ${field.is} ${quoted(wanted)}`,
      ),
    ]
  })
}

/** An address without what makes no difference: case of the host, a slash at the end. */
export function sameAddress(value: string): string {
  return value.replace(/^([a-z]+:\/\/)?[^/]*/i, host => host.toLowerCase()).replace(/\/+$/, '')
}

function valuesOf(field: ScopeField, block: ProviderBlock): readonly string[] {
  if (field.read) return field.read(block)
  const value = valueAt(block, stepsTo(field))
  return typeof value === 'string' && value !== '' ? [value] : []
}

const stepsTo = ({name, at}: ScopeField) => (at ?? name).split('.')

/** What stands in nested objects of parsed YAML; undefined where a step is missing. */
export function valueAt(block: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined), block)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const nest = ([first = '', ...rest]: readonly string[], value: string): ProviderBlock => ({
  [first]: rest.length > 0 ? nest(rest, value) : value,
})

function merge(a: ProviderBlock, b: ProviderBlock): ProviderBlock {
  const merged: Record<string, unknown> = {...a}
  for (const [key, value] of Object.entries(b)) {
    const there = merged[key]
    merged[key] = isRecord(there) && isRecord(value) ? merge(there, value) : value
  }
  return merged
}
