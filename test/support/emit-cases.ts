import {readFileSync, writeFileSync} from 'node:fs'
import type {PlainValue} from '../../src/manifest/value.js'

/** A value and what kubeseal's libraries print for it; see test/vectors/README.md. */
export interface EmitCase {
  /** As in the file, with its $int. */
  raw: unknown
  value: PlainValue
  yaml: string
  json: string
  /** Where the way through JSON loses something: what kubeseal prints then, or null when it fails. */
  kubeseal?: string | null
}

export interface EmitGroup {
  about: string
  cases: EmitCase[]
}

const file = new URL('../vectors/emit/cases.json', import.meta.url)

export function readEmitCases(): EmitGroup[] {
  const groups = JSON.parse(readFileSync(file, 'utf8')) as {about: string; cases: (Omit<EmitCase, 'raw' | 'value'> & {input: unknown})[]}[]
  return groups.map(({about, cases}) => ({
    about,
    cases: cases.map(({input, ...expected}) => ({raw: input, value: withIntegers(input), ...expected})),
  }))
}

/** One case a line, so that a change shows. */
export function writeEmitCases(groups: readonly EmitGroup[]): void {
  const lines = groups.map(({about, cases}) => {
    const bodies = cases.map(({raw, value: _, ...expected}) => `  ${json({input: raw, ...expected} as unknown as PlainValue)}`)
    return ` {"about": ${JSON.stringify(about)}, "cases": [\n${bodies.join(',\n')}\n ]}`
  })
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)
}

/** One line of JSON with every digit of a bigint, written without the emitter that is being tested. */
export function json(value: PlainValue): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${json(item)}`)
    .join(',')}}`
}

/** {"$int": "18446744073709551615"} is an integer that JSON.parse would round. */
function withIntegers(value: unknown): PlainValue {
  if (Array.isArray(value)) return value.map(withIntegers)
  if (typeof value !== 'object' || value === null) return value as PlainValue
  if ('$int' in value) return BigInt(String(value.$int))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIntegers(item)]))
}

/** The value with every object as a map of the user's keys, which both emitters sort. */
export function asMaps(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.map(asMaps)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, item]) => [key, asMaps(item)]))
}
