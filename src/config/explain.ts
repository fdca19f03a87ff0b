import path from 'node:path'
import {type Cluster, cluster as clusterShape} from './clusters-shape.js'
import {type Origin, originOf, type Setting} from './effective.js'
import {type EnvironmentMatch, environmentFor} from './environment-for.js'
import {environment as environmentShape} from './environments-shape.js'
import {OUTPUT_PER_CLUSTER, outputPath} from './output-path.js'
import {overrideOf, type Variables} from './override.js'
import type {ConfigFile} from './read-config.js'
import type {Key} from './shape.js'

/** What .gsec.yaml and the environment say about one file, each part with its origin. */
export interface Explanation {
  environment: {
    /** Counted from 1, as people count the entries. */
    number: number
    of: number
    pattern: string
    origin: Origin
  }
  scope: Setting<string>
  store: (Setting<string> & {kind: string; name: string; provider: string}) | undefined
  clusters: readonly ExplainedCluster[]
}

export interface ExplainedCluster {
  name: string
  tier: string | undefined
  /** A file or an address; undefined when the controller is asked through `context`. */
  cert: Setting<string> | undefined
  context: Setting<string> | undefined
  controller: {name: Setting<string>; namespace: Setting<string>}
  certFingerprints: readonly string[]
  maxCertAge: Setting<string> | undefined
  /** Where the sealed file goes; undefined where only a flag says it. {namespace} and {name} are not known before the manifest is read. */
  output: Setting<string> | undefined
}

interface Surroundings {
  variables: Variables
  /** Turns a path relative to .gsec.yaml into one that means the same to the user. */
  locate: (path: string) => string
}

/**
 * Says which environment decides about a file, and what it decides.
 * @param place of the file, relative to .gsec.yaml, with "/" between folders
 * @returns undefined when no environment matches
 * @throws GsecError USAGE when a variable holds what its setting cannot be
 */
export function explain(file: ConfigFile, place: string, surroundings: Surroundings): Explanation | undefined {
  const match = environmentFor(file.config, place)
  return match && new Explainer(file, surroundings).explain(match, place)
}

type Path = readonly (string | number)[]

class Explainer {
  readonly #file: ConfigFile
  readonly #surroundings: Surroundings

  constructor(file: ConfigFile, surroundings: Surroundings) {
    this.#file = file
    this.#surroundings = surroundings
  }

  explain(match: EnvironmentMatch, place: string): Explanation {
    const {environment, index, pattern, store} = match
    const at = ['environments', index]
    return {
      environment: {number: index + 1, of: this.#file.config.environments.length, pattern, origin: this.#origin(at)},
      scope: this.#setting(environmentShape.keys.scope, environment.scope, [...at, 'scope']) ?? {
        value: 'strict',
        origin: {from: 'default'},
      },
      store: store && {
        value: store.name,
        kind: store.store.kind,
        name: store.store.name,
        provider: store.store.provider,
        origin: this.#origin([...at, 'store']),
      },
      clusters: match.clusters.map(({name, cluster}) => ({...this.#cluster(name, cluster), output: this.#output(match, name, place)})),
    }
  }

  #cluster(name: string, {tier, cert, context, controller, certFingerprints, maxCertAge}: Cluster): Omit<ExplainedCluster, 'output'> {
    const at = ['clusters', name]
    const {keys} = clusterShape
    const controllerKeys = keys.controller.shape.keys
    return {
      name,
      tier,
      cert: this.#setting(keys.cert, cert === undefined || /^https?:/.test(cert) ? cert : this.#surroundings.locate(cert), [...at, 'cert']),
      context: this.#setting(keys.context, context, [...at, 'context']),
      controller: {
        name: this.#present(controllerKeys.name, controller.name, [...at, 'controller', 'name']),
        namespace: this.#present(controllerKeys.namespace, controller.namespace, [...at, 'controller', 'namespace']),
      },
      certFingerprints,
      maxCertAge: this.#setting(keys.maxCertAge, maxCertAge, [...at, 'maxCertAge']),
    }
  }

  #output({environment, index, clusters}: EnvironmentMatch, cluster: string, place: string): Setting<string> | undefined {
    const template = environment.output ?? (clusters.length > 1 ? OUTPUT_PER_CLUSTER : undefined)
    if (template === undefined) return undefined
    const {dir, name: file} = path.posix.parse(place)
    const value = this.#surroundings.locate(outputPath(template, {dir: dir || '.', file, cluster}))
    return {value, origin: this.#origin(['environments', index, 'output'])}
  }

  #setting(key: Key, value: string | undefined, at: Path): Setting<string> | undefined {
    const override = overrideOf(key, this.#surroundings.variables)
    if (override) return {value: String(override.value), origin: {from: 'environment', variable: override.variable}}
    return value === undefined ? undefined : {value, origin: this.#origin(at)}
  }

  #present(key: Key, value: string, at: Path): Setting<string> {
    return this.#setting(key, value, at) ?? {value, origin: this.#origin(at)}
  }

  #origin(at: Path): Origin {
    return originOf(this.#file.source, at)
  }
}
