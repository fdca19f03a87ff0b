import type {Finding} from '../finding.js'
import type {ManifestObject} from '../manifest/read-manifests.js'
import {isEsoObject} from './check-head.js'
import {esoObject} from './eso-object.js'
import {aboutParts, KustomizePatches} from './kustomize-patches.js'
import {lintDocuments} from './lint.js'
import {readDefinitions} from './read-definitions.js'
import {type LintSource, mentions, readObjects, readSurroundings} from './read-objects.js'
import {loadRegularExpressions} from './regular-expressions.js'
import {type KnownStore, knownStore} from './runtime/known-store.js'
import {wantedNames} from './runtime/wanted-names.js'

interface LintInput {
  sources: Iterable<LintSource>
  /** Other files of the repository, among which stores may be; asked for only when one is missing. */
  surroundings?: (() => Iterable<LintSource>) | undefined
  /** Files with a cluster's own definitions; ESO 2.9's when empty. */
  definitions?: readonly LintSource[] | undefined
  stores?: readonly KnownStore[] | undefined
}

export interface LintResult {
  findings: readonly Finding[]
  /** Files with an object of ESO, those objects, and Helm templates that were passed over. */
  counts: {files: number; objects: number; templates: number}
}

/** Fields that hold a regular expression; the engine is loaded when one of the words occurs. */
const EXPRESSIONS = ['regexp', 'namespaceRegexes']

/**
 * Lints files.
 * @throws GsecError MANIFEST_INVALID for a template that the user named, and for definitions that cannot be read
 */
export async function lintFiles({sources, surroundings, definitions = [], stores = []}: LintInput): Promise<LintResult> {
  const read = []
  const patches = new KustomizePatches()
  let hasExpression = definitions.length > 0
  for (const source of sources) {
    hasExpression ||= mentions(source.bytes, EXPRESSIONS)
    patches.add(source)
    read.push(readObjects(source))
  }
  const expressions = hasExpression ? await loadRegularExpressions() : undefined
  const kinds = definitions.length > 0 && expressions ? readDefinitions(definitions, expressions.compile) : undefined
  const objects = read.flatMap(file => file.objects)
  const others = surroundings ? lookAround(objects, stores, surroundings) : []
  const isPart = ({document}: ManifestObject) => patches.has(document.file.path)
  const whole = objects.filter(object => !isPart(object))
  const findings = lintDocuments(whole, {kinds, expressions, stores, surroundings: others})
  const ofParts = aboutParts(lintDocuments(objects.filter(isPart), {kinds, expressions}))
  const files = read.filter(file => file.objects.length > 0 || file.findings.length > 0)
  return {
    findings: [...read.flatMap(file => file.findings), ...findings, ...ofParts],
    counts: {
      files: files.length,
      objects: objects.filter(({apiVersion, kind}) => isEsoObject(apiVersion, kind, kinds)).length,
      templates: read.filter(({isTemplate}) => isTemplate).length,
    },
  }
}

/** Objects of other files that have the names which these objects refer to and do not have themselves. */
function lookAround(
  objects: readonly ManifestObject[],
  stores: readonly KnownStore[],
  surroundings: () => Iterable<LintSource>,
): ManifestObject[] {
  const read = objects.map(esoObject)
  const names = wantedNames(read, [...read.flatMap(object => knownStore(object) ?? []), ...stores])
  if (names.length === 0) return []
  const own = new Set(objects.map(({document}) => document.file.path))
  const others: ManifestObject[] = []
  for (const source of surroundings()) {
    if (!own.has(source.path) && mentions(source.bytes, names)) others.push(...readSurroundings(source))
  }
  return others
}
