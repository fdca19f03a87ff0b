import type {EsoObject, ExternalSecretSpec, Report} from '../eso-object.js'
import {below, isSet, itemsOf, type Spot, textOf} from '../spot.js'

/** The generators of a repository: by kind, name and namespace. */
export class GeneratorIndex {
  readonly #generators: readonly EsoObject[]

  constructor(generators: readonly EsoObject[]) {
    this.#generators = generators
  }

  /** True where there is one that the namespace can see, as far as namespaces are known. */
  has(kind: string, name: string, namespace: string | undefined): boolean {
    return this.#generators.some(one => {
      const isVisible = kind === 'ClusterGenerator' || one.namespace === undefined || namespace === undefined || one.namespace === namespace
      return one.kind === kind && one.name === name && isVisible
    })
  }

  /** Without any, they live elsewhere, and one that is missing says nothing. */
  get isEmpty(): boolean {
    return this.#generators.length === 0
  }
}

/** Looks up the generators that an ExternalSecret asks. */
export function checkGenerators({spec, isCluster}: ExternalSecretSpec, object: EsoObject, index: GeneratorIndex, report: Report): void {
  for (const entry of itemsOf(below(spec, 'dataFrom'))) {
    checkGenerator(below(entry, 'sourceRef', 'generatorRef'), isCluster ? undefined : object.namespace, index, report)
  }
}

/** Looks up one generatorRef. */
export function checkGenerator(generatorRef: Spot, namespace: string | undefined, index: GeneratorIndex, report: Report): void {
  const at = below(generatorRef, 'name')
  const [kind, name] = [textOf(below(generatorRef, 'kind')), textOf(at)]
  if (index.isEmpty || !isSet(generatorRef) || kind === undefined || name === undefined) return
  if (!index.has(kind, name, namespace)) report('eso-generator-missing', at, `${at.path}: no ${kind} of this name is in the repository`)
}
