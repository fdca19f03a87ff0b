import {UsageFailure} from './failure.js'
import {type FlagDefinition, flagTable} from './flag-table.js'
import type {FlagValues} from './flag-values.js'
import {quote, quoteCharacter} from './go-text.js'

const byName = new Map(flagTable.map(flag => [flag.name, flag]))
const byShorthand = new Map(flagTable.flatMap(flag => (flag.short ? [[flag.short, flag] as const] : [])))

export interface ParsedFlags {
  /** True for -h: kubeseal has no such flag, and prints its list all the same. */
  asksForUsage: boolean
  /** What pflag says about old flags, on standard output. */
  notices: readonly string[]
}

/**
 * Reads a command line as pflag does: `--x v`, `--x=v`, `-o v`, `-ov`, `-o=v`, switches together (`-ab`), `--` ends the
 * flags. Words that are no flags are passed over.
 * https://github.com/spf13/pflag/blob/v1.0.10/flag.go
 * @throws UsageFailure with pflag's reason
 */
export function parseFlags(argv: readonly string[], values: FlagValues): ParsedFlags {
  const words = [...argv]
  const notices: string[] = []
  const set = (flag: FlagDefinition, text: string) => {
    const fault = values.set(flag, text)
    if (fault !== undefined) throw new UsageFailure(`invalid argument ${quote(text)} for ${quote(nameOf(flag))} flag: ${fault}`)
    if (flag.deprecatedFor) notices.push(`Flag --${flag.name} has been deprecated, please use --${flag.deprecatedFor} instead`)
  }
  for (let word = words.shift(); word !== undefined && word !== '--'; word = words.shift()) {
    if (word.startsWith('--')) parseLong(word, words, set)
    else if (word.startsWith('-') && word !== '-' && parseShort(word.slice(1), words, set)) return {asksForUsage: true, notices}
  }
  return {asksForUsage: false, notices}
}

type SetFlag = (flag: FlagDefinition, text: string) => void

function parseLong(word: string, rest: string[], set: SetFlag): void {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
  if (name === '' || name.startsWith('-')) throw new UsageFailure(`bad flag syntax: ${word}`)
  const flag = byName.get(name)
  if (!flag) throw new UsageFailure(`unknown flag: --${name}`)
  if (value !== undefined) set(flag, value)
  else set(flag, flag.type === 'bool' ? 'true' : next(rest, `flag needs an argument: --${name}`))
}

/** @returns true when the usage was asked for, which ends the reading */
function parseShort(letters: string, rest: string[], set: SetFlag): boolean {
  // left alone for the flags of Go's own test programs
  if (letters.startsWith('test.')) return false
  const [letter = ''] = letters
  const flag = byShorthand.get(letter)
  if (!flag) {
    if (letter === 'h') return true
    // pflag looks at bytes: of a letter beyond ASCII it names the first one
    throw new UsageFailure(`unknown shorthand flag: ${quoteCharacter(Buffer.from(letter)[0] ?? 0)} in -${letters}`)
  }
  // kubeseal has no switch with a shorthand, so the rest of the word is the value
  if (letters.length > 2 && letters[1] === '=') set(flag, letters.slice(2))
  else if (letters.length > 1) set(flag, letters.slice(1))
  else set(flag, next(rest, `flag needs an argument: ${quoteCharacter(letter.codePointAt(0) ?? 0)} in -${letters}`))
  return false
}

function next(rest: string[], fault: string): string {
  const value = rest.shift()
  if (value === undefined) throw new UsageFailure(fault)
  return value
}

function nameOf({name, short}: FlagDefinition): string {
  return short ? `-${short}, --${name}` : `--${name}`
}
