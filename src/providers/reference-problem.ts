/** What a fix puts in place of a part; null leaves it out. */
export interface Replacement {
  key?: string
  version?: string | null
  property?: string | null
}

/** Something wrong with a reference. Keys and names may show, values never; the caller escapes them for its output. */
export interface ReferenceProblem {
  id: string
  part: 'key' | 'version' | 'property' | 'scope' | 'store' | 'find'
  /** error: ESO fails, or hands over another value than the one named; warning: probably not what was meant. */
  severity: 'error' | 'warning'
  message: string
  /** What to write instead. */
  fix: string
  /** The fix as data, where there is only one; on a warning it may still be wrong. */
  replace?: Replacement
}

/** `part-what`: the part is read off the id. */
type ProblemId = `${ReferenceProblem['part']}-${string}`

export function failure(id: ProblemId, message: string, fix: string, replace?: Replacement): ReferenceProblem {
  return problem('error', id, message, fix, replace)
}

export function doubt(id: ProblemId, message: string, fix: string, replace?: Replacement): ReferenceProblem {
  return problem('warning', id, message, fix, replace)
}

function problem(severity: ReferenceProblem['severity'], id: ProblemId, message: string, fix: string, replace: Replacement | undefined) {
  const part = id.slice(0, id.indexOf('-')) as ReferenceProblem['part']
  return {id, part, severity, message, fix, ...(replace && {replace})}
}

/** A name for a message, in quotes and short. */
export function quoted(name: string): string {
  const characters = [...name]
  return `"${characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : name}"`
}
