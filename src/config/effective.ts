import {type Config, configShape} from './config-shape.js'
import {type Override, overrideOf, type Variables} from './override.js'
import type {Key, ListShape, MapShape, RecordShape, Shape} from './shape.js'
import {type ConfigSource, sourcePlace} from './source.js'

/** Where a value comes from. A flag is told by the command that has it. */
export type Origin = {from: 'file'; where: string} | {from: 'environment'; variable: string} | {from: 'default'}

/** A value with its origin. */
export interface Setting<T> {
  value: T
  origin: Origin
}

/** One value of the effective configuration, or a list or map of them. */
export type Effective =
  | (Setting<string | number | boolean> & {type: 'value'})
  | {type: 'texts'; values: readonly string[]; origin: Origin}
  | {type: 'list'; items: readonly Effective[]; origin: Origin}
  | {type: 'map'; entries: readonly (readonly [name: string, value: Effective])[]; origin: Origin}

/**
 * The configuration in force, each value with its origin: a variable wins over the file, and the file over the default.
 * @param source absent when there is no .gsec.yaml
 * @throws GsecError USAGE when a variable holds what its setting cannot be
 */
export function effectiveConfig(config: Config, source: ConfigSource | undefined, variables: Variables): Effective {
  return new EffectiveReader(source, variables).record(configShape, config, [])
}

type Path = readonly (string | number)[]

class EffectiveReader {
  readonly #source: ConfigSource | undefined
  readonly #variables: Variables

  constructor(source: ConfigSource | undefined, variables: Variables) {
    this.#source = source
    this.#variables = variables
  }

  record({keys}: RecordShape, values: Readonly<Record<string, unknown>>, path: Path): Effective {
    const entries: [string, Effective][] = []
    for (const [name, key] of Object.entries(keys)) {
      const found = this.#key(key, values[name], [...path, name])
      if (found) entries.push([name, found])
    }
    return {type: 'map', entries, origin: this.#origin(path)}
  }

  #key(key: Key, value: unknown, path: Path): Effective | undefined {
    const override: Override | undefined = overrideOf(key, this.#variables)
    if (override) return {type: 'value', value: override.value, origin: {from: 'environment', variable: override.variable}}
    return value === undefined ? undefined : this.#value(key.shape, value, path)
  }

  #value(shape: Shape, value: unknown, path: Path): Effective {
    if (shape.type === 'record') return this.record(shape, value as Record<string, unknown>, path)
    if (shape.type === 'map') return this.#map(shape, value as ReadonlyMap<string, unknown>, path)
    if (shape.type === 'list') return this.#list(shape, value as readonly unknown[], path)
    return {type: 'value', value: value as string | number | boolean, origin: this.#origin(path)}
  }

  #map({values: shape}: MapShape, values: ReadonlyMap<string, unknown>, path: Path): Effective {
    const entries = [...values].map(([name, value]) => [name, this.#value(shape, value, [...path, name])] as const)
    return {type: 'map', entries, origin: this.#origin(path)}
  }

  #list({items: shape}: ListShape, values: readonly unknown[], path: Path): Effective {
    if (shape.type === 'text') return {type: 'texts', values: values as readonly string[], origin: this.#origin(path)}
    return {type: 'list', items: values.map((value, index) => this.#value(shape, value, [...path, index])), origin: this.#origin(path)}
  }

  #origin(path: Path): Origin {
    return originOf(this.#source, path)
  }
}

/** The place in the file, or the default where the file says nothing. */
export function originOf(source: ConfigSource | undefined, path: Path): Origin {
  const where = source && sourcePlace(source, path)
  return where === undefined ? {from: 'default'} : {from: 'file', where}
}

/** An origin in a word: `.gsec.yaml:3:7`, `GSEC_SCOPE`, `default`. */
export function originText(origin: Origin): string {
  if (origin.from === 'file') return origin.where
  return origin.from === 'environment' ? origin.variable : origin.from
}

/** The values alone, as JSON or YAML would hold them. */
export function plainEffective(effective: Effective): unknown {
  switch (effective.type) {
    case 'value':
      return effective.value
    case 'texts':
      return effective.values
    case 'list':
      return effective.items.map(plainEffective)
    case 'map':
      return Object.fromEntries(effective.entries.map(([name, value]) => [name, plainEffective(value)]))
  }
}

/** Every value with its path, in the order of the file's sections. */
export function originsOf(effective: Effective, path: Path = []): {path: Path; origin: Origin}[] {
  if (effective.type === 'map' && effective.entries.length > 0)
    return effective.entries.flatMap(([name, value]) => originsOf(value, [...path, name]))
  if (effective.type === 'list' && effective.items.length > 0)
    return effective.items.flatMap((value, index) => originsOf(value, [...path, index]))
  return [{path, origin: effective.origin}]
}
