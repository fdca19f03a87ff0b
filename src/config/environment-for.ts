import type {Cluster} from './clusters-shape.js'
import type {Config} from './config-shape.js'
import type {Environment} from './environments-shape.js'
import {globMatcher} from './glob.js'
import type {Store} from './stores-shape.js'

/** The entry of `environments` that decides about a file, with what it names. */
export interface EnvironmentMatch {
  environment: Environment
  /** Its place in `environments`, counted from 0. */
  index: number
  /** The first of its globs that matches. */
  pattern: string
  clusters: readonly {name: string; cluster: Cluster}[]
  store: {name: string; store: Store} | undefined
}

/**
 * Finds the first environment that matches a file.
 * @param path relative to .gsec.yaml, with "/" between folders on every system; see `placeInConfig`
 */
export function environmentFor(config: Config, path: string): EnvironmentMatch | undefined {
  for (const [index, environment] of config.environments.entries()) {
    const pattern = environment.paths.find((_, at) => matchersOf(environment)[at]?.(path))
    if (pattern !== undefined)
      return {environment, index, pattern, clusters: clustersOf(config, environment), store: storeOf(config, environment)}
  }
  return undefined
}

// Thousands of files may be asked about; a glob is read once.
const matchers = new WeakMap<Environment, readonly ((path: string) => boolean)[]>()

function matchersOf(environment: Environment): readonly ((path: string) => boolean)[] {
  const known = matchers.get(environment) ?? environment.paths.map(globMatcher)
  matchers.set(environment, known)
  return known
}

function clustersOf({clusters}: Config, {clusters: names = []}: Environment): {name: string; cluster: Cluster}[] {
  return names.flatMap(name => {
    const cluster = clusters.get(name)
    return cluster ? {name, cluster} : []
  })
}

function storeOf({stores}: Config, {store: name}: Environment): {name: string; store: Store} | undefined {
  const store = name === undefined ? undefined : stores.get(name)
  return name !== undefined && store ? {name, store} : undefined
}
