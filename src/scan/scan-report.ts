import {counted} from '../duration.js'
import type {Gathered} from './gather.js'
import type {Scanned} from './run-scan.js'
import type {NewIgnore} from './scan-changes.js'
import type {Skipped, SkipReason} from './scanner.js'

/** Of what was not looked at: the words of the summary, and the name of its count for programs. */
const SKIPS: Readonly<Record<SkipReason, {words: string; count: string}>> = {
  binary: {words: 'binary file', count: 'binary'},
  'lock-file': {words: 'lock file', count: 'lockFiles'},
  excluded: {words: 'excluded', count: 'excluded'},
  repository: {words: 'of other repositories', count: 'repositories'},
  'too-large': {words: 'too large', count: 'tooLarge'},
  'not-checked-out': {words: 'not checked out', count: 'notCheckedOut'},
  unreadable: {words: 'unreadable', count: 'unreadable'},
  'work-budget': {words: 'given up on', count: 'givenUp'},
}

/** A file of these might hold a secret that nobody saw: `--fail-on-skipped`. Nobody expects one in the others. */
const GAPS = new Set<SkipReason>(['too-large', 'not-checked-out', 'unreadable', 'work-budget'])

/** The files that might hold what was not seen. */
export function gapsIn(skipped: readonly Skipped[]): Skipped[] {
  return skipped.filter(({why}) => GAPS.has(why))
}

/** Why a file was passed over, in a sentence after its name. */
export function skipText({why, reason}: Skipped): string {
  return {
    binary: 'passed over: binary',
    'lock-file': 'passed over: a lock file',
    excluded: 'passed over: excluded by the configuration',
    repository: 'passed over: a submodule or another repository, which is scanned by itself',
    'too-large': 'passed over: larger than --max-size',
    'not-checked-out': 'passed over: the sparse checkout leaves it out',
    unreadable: `cannot be read: ${reason ?? 'unknown reason'}`,
    'work-budget': 'given up on: it takes more work than its size allows',
  }[why]
}

/** What a scan says besides its findings, for people and for programs. */
export interface ScanSummary {
  scope: string
  counts: Record<string, number>
  more: {
    skipped: {path: string; why: SkipReason}[]
    /** Findings that their author asked not to see. */
    ignored: {ruleId: string; path: string; line: number; by: string}[]
    newIgnores: readonly NewIgnore[]
  }
}

export function summaryOf({files, outcomes, ignores}: Scanned, {skipped, waived, allowed, known}: Gathered): ScanSummary {
  const looked = files - outcomes.filter(one => one.skipped).length
  const kinds = Object.entries(SKIPS).map(([why, words]) => ({...words, number: skipped.filter(one => one.why === why).length}))
  const passedOver = kinds
    .filter(({number}) => number > 0)
    .map(({words, number}) => (words.endsWith('file') ? counted(number, words) : `${number} ${words}`))
  const hidden = [
    ...(passedOver.length > 0 ? [`passed over ${passedOver.join(', ')}`] : []),
    ...(waived.length > 0 ? [`${counted(waived.length, 'finding')} ignored inline`] : []),
    ...(allowed > 0 ? [`${allowed} allowed`] : []),
    ...(known > 0 ? [`${known} in the baseline`] : []),
  ]
  return {
    scope: `${counted(looked, 'file')}${hidden.length > 0 ? `; ${hidden.join('; ')}` : ''}`,
    counts: {
      files: looked,
      ...Object.fromEntries(kinds.map(({count, number}) => [count, number])),
      ignoredInline: waived.length,
      allowed,
      known,
    },
    more: {
      skipped: [...skipped].sort(byPath).map(({path, why}) => ({path, why})),
      ignored: waived.map(({finding: {ruleId, path, line}, by}) => ({ruleId, path, line, by})).sort(byPath),
      newIgnores: ignores,
    },
  }
}

function byPath(a: {path: string; line?: number}, b: {path: string; line?: number}): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
