import {type FlagDefinition, flagTable} from './flag-table.js'
import {quote} from './go-text.js'

/** The list of flags in pflag's layout: shorthand, name and type, then the descriptions in one column. */
export function usageText(): string {
  const lines = flagTable.filter(flag => !flag.deprecatedFor).map(flag => [head(flag), `${flag.usage}${defaultOf(flag)}`] as const)
  const width = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `${left.padEnd(width)}   ${right}\n`).join('')
}

function head({name, short, type}: FlagDefinition): string {
  const names = short ? `  -${short}, --${name}` : `      --${name}`
  if (type === 'bool') return names
  return `${names} ${type === 'scope' || type === 'namespace' ? 'string' : type}`
}

function defaultOf({type, default: value}: FlagDefinition): string {
  if (value === undefined) return ''
  return ` (default ${type === 'string' || type === 'scope' ? quote(value) : value})`
}
