import {suggestionFor} from '../suggestion.js'
import type {Config} from './config-shape.js'
import {MAX_PROBLEMS, type Problem} from './problem.js'
import {type ConfigSource, sourceNode} from './source.js'
import {settingsOf} from './stores-shape.js'

/** A value of which parts may be missing, since they are wrong and reported already. */
export type WithHoles<T> =
  T extends ReadonlyMap<string, infer V>
    ? ReadonlyMap<string, WithHoles<V> | undefined>
    : T extends readonly (infer I)[]
      ? readonly (WithHoles<I> | undefined)[]
      : T extends object
        ? {readonly [N in keyof T]?: WithHoles<T[N]> | undefined}
        : T

type Draft = WithHoles<Config>
type Report = (path: readonly (string | number)[], message: string, hint?: string) => void

/** Among more names than these nobody is told which one was meant. */
const MAX_SUGGESTED = 100

/**
 * What no single value shows: names that lead nowhere, settings of another provider, outputs that would overwrite each other.
 * @param isWhole false when something is wrong already: a whole section may then be missing for a mistyped key
 */
export function checkReferences(config: Draft, source: ConfigSource, isWhole: boolean): Problem[] {
  const problems: Problem[] = []
  const report: Report = (path, message, hint) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({offset: sourceNode(source, path)?.start ?? 0, message, ...(hint !== undefined && {hint})})
  }
  checkEnvironments(config, isWhole, report)
  checkClusters(config, report)
  checkStores(config, report)
  checkOwnRules(config, report)
  return problems
}

function checkEnvironments({environments = [], clusters = new Map(), stores = new Map()}: Draft, isWhole: boolean, report: Report): void {
  const isUnknown = (name: string, known: ReadonlyMap<string, unknown>) => !known.has(name) && (isWhole || known.size > 0)
  for (const [index, environment] of environments.entries()) {
    const {clusters: names = [], store, output} = environment ?? {}
    const seen = new Set<string>()
    for (const [at, name] of names.entries()) {
      if (name === undefined) continue
      const path = ['environments', index, 'clusters', at]
      if (isUnknown(name, clusters)) report(path, ...unknownName(name, clusters, 'cluster'))
      else if (seen.has(name)) report(path, 'this cluster stands here for the second time')
      seen.add(name)
    }
    if (store !== undefined && isUnknown(store, stores)) report(['environments', index, 'store'], ...unknownName(store, stores, 'store'))
    if (names.length > 1 && output !== undefined && !output.includes('{cluster}')) {
      report(['environments', index, 'output'], 'output is the same file for every cluster', 'put {cluster} into it')
    }
  }
}

function checkClusters({clusters = new Map()}: Draft, report: Report): void {
  for (const [name, cluster] of clusters) {
    const cert = cluster?.cert
    if (cert !== undefined && /^https?:/.test(cert) && !URL.canParse(cert)) report(['clusters', name, 'cert'], 'cert is not an address')
  }
}

function checkStores({stores = new Map()}: Draft, report: Report): void {
  for (const [name, store] of stores) {
    const provider = store?.provider
    if (provider === undefined) continue
    for (const [setting, providers] of Object.entries(settingsOf)) {
      if (Object.hasOwn(store ?? {}, setting) && !providers.includes(provider)) {
        report(['stores', name, setting], `${setting} is a setting of ${providers.join(' and ')}, not of this provider`)
      }
    }
  }
}

function checkOwnRules({scan}: Draft, report: Report): void {
  const seen = new Set<string>()
  for (const [index, rule] of (scan?.rules ?? []).entries()) {
    if (rule?.id === undefined) continue
    if (seen.has(rule.id)) report(['scan', 'rules', index, 'id'], 'another rule has the same id')
    seen.add(rule.id)
  }
}

/** A name that is nearly a defined one is quoted, any other is not: it may be a secret in the wrong place. */
function unknownName(name: string, known: ReadonlyMap<string, unknown>, noun: string): [message: string, hint?: string] {
  const near = known.size > MAX_SUGGESTED ? undefined : suggestionFor(name, [...known.keys()])
  return near ? [`unknown ${noun} "${name}"; did you mean "${near}"?`] : [`unknown ${noun}`, `define it under ${noun}s`]
}
