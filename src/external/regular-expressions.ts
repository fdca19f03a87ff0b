import type {TextPattern} from './schema/form.js'

/** Runs regular expressions as Go does (RE2). */
export interface RegularExpressions {
  /** Why Go would refuse the expression, in words that do not quote it; undefined when it is fine. */
  fault(source: string): string | undefined
  /** @throws on an expression that has a fault */
  compile(source: string): TextPattern
  /**
   * Go's ReplaceAllString: `$1`, `${1}` and `${name}` stand for groups, a name goes as far as it can (`$1x` is the group 1x),
   * `$$` is a dollar, a group that is not there is empty.
   * @throws on an expression that has a fault
   */
  replacer(source: string, replacement: string): (text: string) => string
}

/** Loads the engine, which is too large for runs that meet no expression. */
export async function loadRegularExpressions(): Promise<RegularExpressions> {
  return (await import('./go-expressions.js')).goExpressions
}
