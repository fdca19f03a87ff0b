import picomatch from 'picomatch'
import {belowFault} from './path-fault.js'
import type {TextForm} from './shape.js'

// Whole globs as one regular expression try every split of a path between two `**`: one line of a stranger's file could hang
// a job. So folders are walked here and picomatch judges one name at a time, with few `*` and `{}` in it.

const PLAIN = String.raw`[^\\/*?[\](){}|!"\u0000-\u001f\u007f]`
const CLASS = String.raw`\[\^?[A-Za-z0-9_.-]+\]`
const EITHER = String.raw`\{[^\\/[\](){}|!",\u0000-\u001f\u007f]*(?:,[^\\/[\](){}|!",\u0000-\u001f\u007f]*)+\}`
const NOT = {
  slashAtEnds: '(?!/)(?!.*/$)(?!.*//)',
  dots: String.raw`(?!(?:.*/)?\.{1,2}(?:/|$))`,
  starsBesideText: String.raw`(?!.*[^/]\*\*)(?!.*\*\*[^/])`,
  manyStarsInName: '(?!(?:.*/)?(?:[^/*{]*[*{]){4})',
}

/**
 * `*` and `?` stay in one name, `**` is any number of folders, `[a-z]` one character, `{a,b}` either. There is no exclusion, no group
 * and no escape: they differ from tool to tool.
 */
export const glob: TextForm = {
  pattern: `^(?=.{1,256}$)${Object.values(NOT).join('')}(?:${PLAIN}|[/*?]|${CLASS}|${EITHER})+$`,
  expects: 'a glob relative to this file: names between "/", with *, **, ?, [a-z] and {a,b}',
  examples: ['apps/*/overlays/production/**'],
  fault: source => belowFault(source) ?? globFault(source),
}

/** The part of a path that one part of a glob stands for: a name, or any number of folders. */
type Part = ((name: string) => boolean) | 'folders'

/**
 * A test for paths that are relative to .gsec.yaml, with "/" between names. Names that begin with a dot are like all others.
 * @param source a glob of the form above
 */
export function globMatcher(source: string): (path: string) => boolean {
  const parts = source
    .split('/')
    .map((part): Part => (part === '**' ? 'folders' : picomatch(part, {dot: true, noextglob: true, nonegate: true})))
  return path => {
    const names = path.split('/')
    // how many names the parts so far can stand for: at first none
    let covered = new Set([0])
    for (const part of parts) covered = part === 'folders' ? atLeast(covered, names.length) : oneMore(covered, names, part)
    return covered.has(names.length)
  }
}

function atLeast(covered: ReadonlySet<number>, length: number): Set<number> {
  const least = Math.min(...covered)
  return new Set(Array.from({length: Math.max(0, length - least + 1)}, (_, index) => least + index))
}

function oneMore(covered: ReadonlySet<number>, names: readonly string[], accepts: (name: string) => boolean): Set<number> {
  return new Set([...covered].filter(count => count < names.length && accepts(names[count] ?? '')).map(count => count + 1))
}

function globFault(source: string): string | undefined {
  if (/(?:^|\/)\.(?:\/|$)/.test(source)) return 'has a "." between "/"; leave it out'
  if (source.startsWith('!')) return 'begins with "!"; nothing is excluded here, the first entry that matches wins'
  if (source.endsWith('/')) return 'ends with "/"; write /** for everything below'
  if (/[^/]\*\*|\*\*[^/]/.test(source)) return 'has ** beside other characters; it stands alone between "/"'
  if (/(?:[^/*{]*[*{]){4}/.test(source)) return 'has more than three * and {} in one name'
  if (/[()|!"]/.test(source)) return 'has one of ( ) | ! " in it; ? stands for any character'
  return /\{[^{}]*\//.test(source) ? 'has "/" inside {}; write one glob for each' : undefined
}
