import {type Config, configShape} from './config-shape.js'
import type {Key, RecordShape} from './shape.js'

/** The value of a key that is absent: its fallback, or an empty list, map or record with the defaults of its own keys. */
export function defaultValue({shape, fallback}: Key): unknown {
  if (shape.type === 'list') return []
  if (shape.type === 'map') return new Map()
  return shape.type === 'record' ? Object.fromEntries(defaultEntries(shape)) : fallback
}

/** What a record holds when nothing is said about it. */
export function defaultEntries(shape: RecordShape): [string, unknown][] {
  return Object.entries(shape.keys)
    .filter(([, key]) => key.presence === 'defaulted')
    .map(([name, key]) => [name, defaultValue(key)])
}

/** The configuration where there is no .gsec.yaml. */
export function defaultConfig(): Config {
  // the shape is what Config is derived from
  return {version: 1, ...Object.fromEntries(defaultEntries(configShape))} as Config
}
