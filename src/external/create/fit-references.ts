import {type Fault, GsecError} from '../../errors.js'
import {checkReference} from '../../providers/check-reference.js'
import {findStoreKind} from '../../providers/find-store-kind.js'
import type {Reference} from '../../providers/reference.js'
import {failure, quoted, type ReferenceProblem} from '../../providers/reference-problem.js'
import {type RemoteRef, toRemoteRef} from '../../providers/remote-ref.js'
import {readScope} from '../../providers/scope.js'
import type {Scope, StoreKind} from '../../providers/store-kind.js'
import type {KnownStore} from '../runtime/known-store.js'
import type {StoreChoice} from './store-choice.js'

/** A reference and what it is for. */
export interface WantedReference {
  /** The key of the Secret, or the flag: how messages name it. */
  where: string
  use: 'data' | 'extract'
  reference: Reference
}

interface FittedReferences {
  /** In the order of what was wanted. */
  remoteRefs: RemoteRef[]
  /** What is probably not meant. */
  warnings: string[]
}

/**
 * Holds references against each other and against the store, and gives them the form that ESO accepts.
 * @throws GsecError REFERENCE_INVALID with everything that ESO would fail on
 */
export function fitReferences(wanted: readonly WantedReference[], store: StoreChoice): FittedReferences {
  const behind = store.known.filter(({provider}) => provider !== undefined)
  const candidates = behind.length > 0 ? behind : [undefined]
  const judged = candidates.map(candidate => wanted.map(one => ({...one, problems: problemsOf(one, candidate)})))
  // where clusters have their own store of the name, the references are for one of them
  const best = judged.find(all => all.every(({problems}) => problems.every(isWarning))) ?? judged[0] ?? []
  const errors = best.flatMap(({where, problems}) =>
    problems.filter(problem => !isWarning(problem)).map(problem => faultOf(where, problem)),
  )
  refuse(errors)
  if (behind.length === 0) refuse(disagreements(wanted))
  const scope = scopeOf(behind[judged.indexOf(best)])
  return {
    remoteRefs: wanted.map(({reference}) => toRemoteRef({...reference, scope: {...scope, ...reference.scope}})),
    warnings: best.flatMap(({where, problems}) => problems.filter(isWarning).map(({message, fix}) => `${where}: ${message}; ${fix}`)),
  }
}

const isWarning = ({severity}: ReferenceProblem) => severity === 'warning'
const faultOf = (where: string, {message, fix}: ReferenceProblem): Fault => ({where, message, hint: fix})

function problemsOf({reference, use}: WantedReference, store: KnownStore | undefined): ReferenceProblem[] {
  const kind = findStoreKind(reference.provider)
  const behind = store?.provider
  if (kind && behind && kind.id !== behind.kind.id) return [otherProvider(kind, behind.kind)]
  return checkReference(reference, {use, block: behind?.block, storeKind: store?.kind})
}

function otherProvider(wanted: StoreKind, found: StoreKind): ReferenceProblem {
  const word = Object.keys(found.names)[0] ?? found.id
  return failure(
    'store-differs',
    `the reference is for ${wanted.title}, the store for ${found.title}`,
    `use a store of ${wanted.title}, or write ${word}:KEY`,
  )
}

/** One store has one provider and one place; where nothing is known of it, the references must at least agree. */
function disagreements(wanted: readonly WantedReference[]): Fault[] {
  const kinds = [...new Set(wanted.map(({reference}) => reference.provider))].flatMap(id => findStoreKind(id) ?? [])
  const [kind, other] = kinds
  if (!kind) return []
  const hint = 'make an ExternalSecret for each store'
  if (other) return [{message: `the references are for ${kind.title} and for ${other.title}, and one store has one provider`, hint}]
  return kind.scope.flatMap(field => {
    const values = wanted.flatMap(({reference}) => reference.scope[field.name] ?? [])
    const different = [...new Map(values.map(value => [(field.normalize ?? String)(value), value])).values()]
    if (different.length < 2) return []
    return [{message: `the references are for more than one ${field.is}: ${different.map(quoted).join(', ')}`, hint}]
  })
}

function refuse([first, ...others]: readonly Fault[]): void {
  if (first) throw new GsecError('REFERENCE_INVALID', first.message, {where: first.where, hint: first.hint, others})
}

function scopeOf(store: KnownStore | undefined): Scope {
  return store?.provider ? readScope(store.provider.kind, store.provider.block) : {}
}

/** What references say of the place of their secrets, in words: project "shop", region "eu-west-1". */
export function placesOf(wanted: readonly WantedReference[]): string[] {
  const places = wanted.flatMap(({reference}) =>
    (findStoreKind(reference.provider)?.scope ?? []).flatMap(field => {
      const value = reference.scope[field.name]
      return value === undefined ? [] : [`the ${field.is} ${quoted(value)}`]
    }),
  )
  return [...new Set(places)]
}
