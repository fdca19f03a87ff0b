import type {Finding} from '../finding.js'
import {isWithinBounds} from '../manifest/plain-value.js'
import type {ManifestObject} from '../manifest/read-manifests.js'
import {admitExternalSecret} from './admission/external-secret.js'
import {admitStore} from './admission/store.js'
import {checkDefinition} from './check-definition.js'
import {checkHead, isEsoObject} from './check-head.js'
import {checkMetadata} from './check-metadata.js'
import {type EsoObject, esoObject, externalSecretSpecOf, pushSecretSpecOf, type Report, reportFor} from './eso-object.js'
import {FindingList} from './finding-list.js'
import type {RegularExpressions} from './regular-expressions.js'
import {lintRules} from './rules/rules.js'
import {checkGenerator, checkGenerators, GeneratorIndex} from './runtime/check-generators.js'
import {checkOtherIntervals, checkRefresh} from './runtime/check-intervals.js'
import {checkKeys} from './runtime/check-keys.js'
import {SecretOwners} from './runtime/check-owners.js'
import {checkPolicies} from './runtime/check-policies.js'
import {checkPushSecret} from './runtime/check-push-secret.js'
import {checkReferences} from './runtime/check-references.js'
import {checkPushSources, checkSources} from './runtime/check-rewrites.js'
import {checkStore} from './runtime/check-store.js'
import {type MissingStores, reportMissingStores, StoreReferences} from './runtime/check-store-references.js'
import {checkTemplates} from './runtime/check-templates.js'
import {type KnownStore, knownStore} from './runtime/known-store.js'
import {StoreIndex} from './runtime/store-index.js'
import {GENERATORS_GROUP, type Kind, knownKinds} from './schema/kinds.js'
import {below, isSet} from './spot.js'

export interface LintContext {
  /** What the cluster serves; ESO 2.9's own kinds when absent. */
  kinds?: readonly Kind[] | undefined
  /** Objects that are not linted, among which stores and generators may be. */
  surroundings?: readonly ManifestObject[] | undefined
  /** Stores that stand in no manifest. */
  stores?: readonly KnownStore[] | undefined
  /** Where it is absent, regular expressions are not checked. */
  expressions?: RegularExpressions | undefined
}

/**
 * Everything that is wrong with the objects of ESO among these, sorted by file and place: what the API server or ESO's
 * webhook would refuse (severity high), and what they accept and ESO then fails, hides or makes expensive.
 * Reads nothing and asks nobody.
 *
 * What writes manifests asks it, too: nothing is written of which a finding has the severity high. Read what was made with
 * `readManifests` and `objectsOf`, load `expressions` with `loadRegularExpressions`, and hand over the stores that are known.
 */
export function lintDocuments(objects: readonly ManifestObject[], context: LintContext = {}): Finding[] {
  const kinds = context.kinds ?? knownKinds
  const findings = new FindingList(lintRules)
  const isOurs = ({apiVersion, kind}: ManifestObject) => isEsoObject(apiVersion, kind, kinds)
  const ours = objects.filter(isOurs).filter(object => isReadable(object, findings))
  const surroundings = (context.surroundings ?? []).filter(isOurs).filter(object => isReadable(object))
  const linted = ours.map(esoObject)
  const all = [...linted, ...surroundings.map(esoObject)]
  const stores = [...all.flatMap(object => knownStore(object) ?? []), ...(context.stores ?? [])]
  const generatorKinds = new Set(kinds.filter(({group}) => group === GENERATORS_GROUP).map(({kind}) => kind))
  const generators = all.filter(({kind}) => generatorKinds.has(kind))
  const run = new LintRun(
    {kinds, stores: new StoreIndex(stores), generators: new GeneratorIndex(generators), expressions: context.expressions},
    findings,
  )
  for (const object of linted) run.lint(object)
  run.finish()
  return findings.sorted()
}

/** Aliases may multiply a few lines beyond any work that is worth doing. */
function isReadable(object: ManifestObject, findings?: FindingList): boolean {
  if (isWithinBounds(object.node)) return true
  const {file, kind, root} = esoObject(object)
  findings?.add('eso-yaml-invalid', file, {kind}, root, 'aliases multiply this document beyond any use')
  return false
}

/** What one run knows. */
interface Known {
  kinds: readonly Kind[]
  stores: StoreIndex
  generators: GeneratorIndex
  expressions: RegularExpressions | undefined
}

class LintRun {
  readonly #known: Known
  readonly #findings: FindingList
  readonly #missing: MissingStores = new Map()
  readonly #owners = new SecretOwners()

  constructor(known: Known, findings: FindingList) {
    this.#known = known
    this.#findings = findings
  }

  lint(object: EsoObject): void {
    const report = reportFor(object, this.#findings)
    const kind = checkHead(object, this.#known.kinds, report)
    if (!kind) return
    checkKeys(object, report)
    checkMetadata(object, kind, report)
    checkDefinition(object, kind.form, report)
    checkSpec(object, kind, report)
    checkOtherIntervals(object, report)
    if (kind.kind === 'SecretStore' || kind.kind === 'ClusterSecretStore') {
      admitStore(object, this.#known.expressions, report)
      checkStore(object, report)
    }
    this.#lintExternalSecret(object, report)
    this.#lintPushSecret(object, report)
  }

  #lintExternalSecret(object: EsoObject, report: Report): void {
    const external = externalSecretSpecOf(object)
    if (!external) return
    admitExternalSecret(external, report)
    const references = new StoreReferences(object, external.isCluster, this.#known.stores, this.#missing, report)
    const found = isSet(below(external.spec, 'secretStoreRef', 'name')) ? references.resolve(below(external.spec, 'secretStoreRef')) : []
    checkReferences(external, references, report)
    checkRefresh(external, found[0], report)
    checkPolicies(external, found, report)
    checkGenerators(external, object, this.#known.generators, report)
    checkTemplates(external, report)
    checkSources(external, this.#known.expressions, report)
    this.#owners.add(object, report)
  }

  #lintPushSecret(object: EsoObject, report: Report): void {
    const spec = pushSecretSpecOf(object)
    if (!spec) return
    const references = new StoreReferences(object, object.kind === 'ClusterPushSecret', this.#known.stores, this.#missing, report)
    checkPushSecret(spec, references, report)
    checkGenerator(below(spec, 'selector', 'generatorRef'), object.namespace, this.#known.generators, report)
    checkPushSources(spec, this.#known.expressions, report)
  }

  /** What only all objects together show. */
  finish(): void {
    reportMissingStores(this.#missing, this.#known.stores)
    this.#owners.report()
  }
}

/** The definitions ask for no spec, even where it has fields that they ask for. */
function checkSpec({kind, spec}: EsoObject, {form}: Kind, report: Report): void {
  const field = form.fields['spec']
  if (isSet(spec) || kind === 'ExternalSecret' || kind.endsWith('SecretStore') || field?.form.is !== 'map') return
  const needed = Object.entries(field.form.fields).filter(([, {isRequired, hasDefault}]) => isRequired && !hasDefault)
  if (needed.length > 0) report('eso-spec-missing', spec, 'spec is missing: the cluster takes the object, and ESO can do nothing with it')
}
