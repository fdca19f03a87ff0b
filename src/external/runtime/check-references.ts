import {checkFind, checkReference} from '../../providers/check-reference.js'
import type {Reference} from '../../providers/reference.js'
import type {ReferenceProblem} from '../../providers/reference-problem.js'
import {fromRemoteRef} from '../../providers/remote-ref.js'
import {readScope} from '../../providers/scope.js'
import type {ExternalSecretSpec, Report} from '../eso-object.js'
import type {LintRuleId} from '../rules/rules.js'
import {below, isEmpty, isSet, itemsOf, type Spot, textOf} from '../spot.js'
import type {StoreReferences} from './check-store-references.js'
import type {KnownStore} from './known-store.js'
import {plainRecord} from './plain-record.js'

const RULES: Readonly<Record<ReferenceProblem['part'], LintRuleId>> = {
  key: 'eso-reference-key',
  version: 'eso-reference-version',
  property: 'eso-reference-property',
  scope: 'eso-reference-scope',
  store: 'eso-reference-store',
  find: 'eso-reference-find',
}

/** Holds every key, version and property against what the provider behind its store can have. */
export function checkReferences({spec}: ExternalSecretSpec, stores: StoreReferences, report: Report): void {
  const ownStore = below(spec, 'secretStoreRef')
  for (const entry of itemsOf(below(spec, 'data'))) {
    if (isSet(below(entry, 'sourceRef', 'generatorRef'))) {
      const at = below(entry, 'sourceRef', 'generatorRef')
      report('eso-generator-in-data', at, `${at.path} is never asked: ESO has no generators in data`)
      continue
    }
    const storeRef = storeOf(entry, ownStore, report)
    if (storeRef) checkRemoteRef(below(entry, 'remoteRef'), 'data', storeRef, stores.resolve(storeRef), report)
  }
  for (const entry of itemsOf(below(spec, 'dataFrom'))) {
    if (isSet(below(entry, 'sourceRef', 'generatorRef'))) continue
    const storeRef = storeOf(entry, ownStore, report)
    if (!storeRef) continue
    const found = stores.resolve(storeRef)
    if (isSet(below(entry, 'extract'))) checkRemoteRef(below(entry, 'extract'), 'extract', storeRef, found, report)
    if (isSet(below(entry, 'find'))) checkSearch(below(entry, 'find'), found, report)
  }
}

/** The storeRef that counts for an entry: its own, or that of the whole object. */
function storeOf(entry: Spot, ownStore: Spot, report: Report): Spot | undefined {
  const storeRef = isSet(below(entry, 'sourceRef', 'storeRef')) ? below(entry, 'sourceRef', 'storeRef') : ownStore
  if (isSet(below(storeRef, 'name'))) return storeRef
  report('eso-store-unset', entry, `${entry.path} has no store: neither its sourceRef nor secretStoreRef names one`)
  return undefined
}

function checkRemoteRef(remoteRef: Spot, use: 'data' | 'extract', storeRef: Spot, found: readonly KnownStore[], report: Report): void {
  const parts = {key: textOf(below(remoteRef, 'key')), version: partOf(remoteRef, 'version'), property: partOf(remoteRef, 'property')}
  // a part of another type is reported as such, and one with a placeholder is not known
  if (parts.key === undefined || parts.version === undefined || parts.property === undefined) return
  const {key, version, property} = parts
  if (key === '' && found.length === 0) report('eso-reference-key', below(remoteRef, 'key'), `${remoteRef.path}.key is empty`)
  if (found.length === 0) checkGoogleName(below(remoteRef, 'key'), key, report)
  const fetchesMetadata = textOf(below(remoteRef, 'metadataPolicy')) === 'Fetch'
  const problems = commonProblems(found, ({kind, provider}) => {
    if (!provider) return []
    const reference: Reference = fromRemoteRef({key, version, property}, provider.kind.id, provider.block)
    const all = checkReference(reference, {use, block: provider.block, storeKind: kind})
    // the property then names a tag or label
    return fetchesMetadata ? all.filter(({part}) => part !== 'property') : all
  })
  for (const problem of problems) {
    const at = problem.part === 'scope' || problem.part === 'store' ? storeRef : below(remoteRef, problem.part)
    report(RULES[problem.part], at, `${at.path}: ${problem.message}`, {fix: problem.fix})
  }
}

/** Whatever the store is: nothing but Google names secrets like this, and ESO wants another form of it. */
function checkGoogleName(at: Spot, key: string, report: Report): void {
  const [problem] = checkReference(fromRemoteRef({key}, 'gcpsm'), {use: 'data'}).filter(({id}) => id === 'key-full-path')
  if (problem) report('eso-reference-key', at, `${at.path}: ${problem.message}`, {fix: problem.fix})
}

/** Empty when absent, undefined when it is no text. */
const partOf = (remoteRef: Spot, part: string) => (isSet(below(remoteRef, part)) ? textOf(below(remoteRef, part)) : '')

function checkSearch(find: Spot, found: readonly KnownStore[], report: Report): void {
  if (['name', 'tags', 'path'].every(criterion => isEmpty(below(find, criterion)))) {
    report('eso-find-empty', find, `${find.path} has neither name nor tags nor path`)
    return
  }
  const problems = commonProblems(found, ({provider}) => {
    if (!provider) return []
    const {kind, block} = provider
    return checkFind(kind, plainRecord(find.node), readScope(kind, block))
  })
  for (const problem of problems) report(RULES[problem.part], find, `${find.path}: ${problem.message}`, {fix: problem.fix})
}

/** What is wrong whichever of the stores is meant. */
function commonProblems(stores: readonly KnownStore[], problemsOf: (store: KnownStore) => ReferenceProblem[]): ReferenceProblem[] {
  const [first = [], ...others] = stores.map(problemsOf)
  return first.filter(({id}) => others.every(problems => problems.some(problem => problem.id === id)))
}
