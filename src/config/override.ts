import {GsecError} from '../errors.js'
import {textProblem} from './check-shape.js'
import type {Key} from './shape.js'

/** Environment variables, as the process has them. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The value of a variable that wins over .gsec.yaml. */
export interface Override {
  variable: string
  value: string | boolean
}

// what oclif takes for true in the variable of a boolean flag; everything else is false
const TRUE = /^(?:true|TRUE|1|yes|YES|y|Y|on|ON)$/

/**
 * The first variable that sets a key; an empty one counts as not set, as for flags.
 * The user said it, so that a path or a name may be any; only a choice is held to its words.
 * @throws GsecError USAGE
 */
export function overrideOf({shape, variables: names}: Key, variables: Variables): Override | undefined {
  const variable = names.find(name => variables[name])
  if (variable === undefined) return undefined
  const value = variables[variable] ?? ''
  if (shape.type === 'switch') return {variable, value: TRUE.test(value)}
  const problem = shape.type === 'choice' ? textProblem(value, shape, variable) : undefined
  if (problem) throw new GsecError('USAGE', problem.message, {hint: problem.hint})
  return {variable, value}
}
