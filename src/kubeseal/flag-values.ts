import {readCsvRecord} from './csv.js'
import {type FlagDefinition, type FlagType, flagTable} from './flag-table.js'
import {int32Fault, parseBool, quote} from './go-text.js'

type FlagValue = string | boolean | readonly string[]

/** What a text means to a flag, or why it means nothing. */
type Reading = {value: FlagValue} | {fault: string}

/** The values of all flags: defaults first, then the environment, then the command line. */
export class FlagValues {
  readonly #values = new Map<string, FlagValue>()

  /**
   * Sets a flag as pflag does; a list grows.
   * @returns why the text cannot be its value
   */
  set(flag: FlagDefinition, text: string): string | undefined {
    const reading = readers[flag.type](text, flag)
    if ('fault' in reading) return reading.fault
    const name = flag.deprecatedFor ?? flag.name
    const {value} = reading
    this.#values.set(name, Array.isArray(value) ? [...this.list(name), ...value] : value)
    return undefined
  }

  isSet(name: string): boolean {
    return this.#values.get(name) === true
  }

  text(name: string): string {
    const value = this.#values.get(name) ?? defaults.get(name)
    return typeof value === 'string' ? value : ''
  }

  list(name: string): readonly string[] {
    const value = this.#values.get(name)
    return Array.isArray(value) ? value : []
  }
}

const defaults = new Map(flagTable.map(flag => [flag.name, flag.default]))

const VMODULE_SYNTAX = 'syntax error: expect comma-separated list of filename=N'
const TRACE_SYNTAX = 'syntax error: expect file.go:234'

const readers: Readonly<Record<FlagType, (text: string, flag: FlagDefinition) => Reading>> = {
  bool(text, {isLogging}) {
    const value = parseBool(text)
    if (value !== undefined) return {value}
    return {fault: isLogging ? 'parse error' : `strconv.ParseBool: parsing ${quote(text)}: invalid syntax`}
  },
  string: text => ({value: text}),
  strings(text) {
    const record = readCsvRecord(text)
    return 'fault' in record ? record : {value: record.fields}
  },
  stringArray: text => ({value: [text]}),
  scope: text =>
    ['', 'strict', 'namespace-wide', 'cluster-wide'].includes(text)
      ? {value: text === '' ? 'strict' : text}
      : {fault: 'must be one of: strict, namespace-wide, cluster-wide'},
  // ns/prod, namespace/prod and namespaces/prod, as kubectl prints names; never down to nothing
  namespace: text => ({value: text.replace(/^(namespaces|namespace|ns)\/(?=.)/is, '')}),
  Level: readInt32,
  severity: text => (/^(INFO|WARNING|ERROR|FATAL)$/i.test(text) ? {value: text} : readInt32(text)),
  uint(text) {
    if (!/^(0x[0-9a-f]+|0b[01]+|0o?[0-7]+|0|[1-9][0-9]*)$/i.test(text)) return {fault: 'parse error'}
    const digits = /^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text.toLowerCase()
    return BigInt(digits) < 1n << 64n ? {value: text} : {fault: 'value out of range'}
  },
  moduleSpec(text) {
    for (const pattern of text.split(',').filter(part => part !== '')) {
      const [, level] = /^[^=]+=([^=]+)$/.exec(pattern) ?? []
      if (level === undefined || int32Fault(level)) return {fault: VMODULE_SYNTAX}
      if (Number(level) < 0) return {fault: 'negative value for vmodule level'}
    }
    return {value: text}
  },
  traceLocation(text) {
    if (text === '') return {value: text}
    const [, line = ''] = /^[^:]*\.[^:]*:([-+]?[0-9]+)$/.exec(text) ?? []
    if (line === '') return {fault: TRACE_SYNTAX}
    return Number(line) > 0 ? {value: text} : {fault: 'negative or zero value for level'}
  },
}

function readInt32(text: string): Reading {
  const fault = int32Fault(text)
  return fault ? {fault: `strconv.ParseInt: parsing ${quote(text)}: ${fault}`} : {value: text}
}
