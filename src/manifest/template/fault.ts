/** Go would refuse the template as well ("invalid"), or it might render it but gsec does not evaluate that ("unsupported"). */
export type FaultKind = 'invalid' | 'unsupported'

/** Why a template gives no text. Messages name syntax, functions and keys of the template; never a value. */
export class Fault extends Error {
  readonly kind: FaultKind
  /** Offset in the template in UTF-16 code units; whoever knows it fills it in. */
  at: number | undefined

  constructor(kind: FaultKind, message: string, at?: number) {
    super(message)
    this.name = 'Fault'
    this.kind = kind
    this.at = at
  }
}

/** A fault of something that gsec leaves to the cluster. */
export function notEvaluated(what: string, at?: number): Fault {
  return new Fault('unsupported', `not evaluated: ${what}`, at)
}

/** Runs a step and notes where it was when it met a fault that knows no place. */
export function placed<T>(run: () => T, at: () => number): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof Fault) error.at ??= at()
    throw error
  }
}

// Long enough for every real name, too short for a key file that somebody pasted without quotes.
const LONGEST_NAME = 40

/** A function's, variable's or key's name for a message, quoted; a very long one is left out. */
export function nameForMessage(name: string): string {
  return name.length > LONGEST_NAME ? 'with a long name' : `"${name}"`
}
