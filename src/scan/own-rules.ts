import type {Severity} from '../finding.js'
import {DEFAULT_REACH, type Rule} from './rule.js'

/** A rule that users write in .gsec.yaml: plain data. */
export interface OwnRule {
  id: string
  title: string
  severity: Severity
  keywords: readonly string[]
  /** RE2 syntax, with a group named secret. */
  pattern: string
  publicNear: readonly string[]
  remediation: string
  documentation?: string | undefined
}

/** The engine reports nothing by it: `find` looks in its place. */
const NOTHING = /(?!)(?<secret>)/g

/**
 * Makes rules that the engine runs, on RE2: linear time whatever the pattern.
 * @param refused is told the index of a rule whose pattern RE2 does not take, and throws
 */
export async function readOwnRules(own: readonly OwnRule[], refused: (index: number) => never): Promise<Rule[]> {
  if (own.length === 0) return []
  const {RE2JS} = await import('./re2.js')
  return own.map(({pattern, documentation, ...rule}, index) => {
    const find = finder(RE2JS, pattern) ?? refused(index)
    return {...rule, pattern: NOTHING, reach: DEFAULT_REACH, find, documentation: documentation ?? ''}
  })
}

type Engine = typeof import('./re2.js').RE2JS

function finder(engine: Engine, source: string): Rule['find'] {
  try {
    const pattern = engine.compile(source)
    if (!('secret' in pattern.namedGroups())) return undefined
    return text => ranges(pattern, text)
  } catch {
    return undefined
  }
}

function* ranges(pattern: ReturnType<Engine['compile']>, text: string): Generator<readonly [start: number, end: number]> {
  const matcher = pattern.matcher(text)
  while (matcher.find()) {
    const start = matcher.start('secret')
    if (start !== -1) yield [start, matcher.end('secret')]
  }
}
