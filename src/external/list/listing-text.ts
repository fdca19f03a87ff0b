import type {VersionInfo} from '../../providers/client.js'
import {visible} from '../../visible.js'
import type {ListedEntry} from './list-secrets.js'

/** A table for people: a line for each secret under a line of headings; empty for none. */
export function listingText(entries: readonly ListedEntry[], {versions, keys}: {versions: boolean; keys: boolean}): string {
  if (entries.length === 0) return ''
  const headings = ['NAME', 'CHANGED', ...(versions ? ['VERSIONS'] : []), ...(keys ? ['KEYS'] : [])]
  const rows = entries.map(entry => [
    entry.name,
    entry.changed?.toISOString().slice(0, 10) ?? '-',
    ...(versions ? [entry.problem ? (PROBLEMS[entry.problem] ?? 'not known') : versionsText(entry.versions ?? [])] : []),
    ...(keys ? [keysText(entry)] : []),
  ])
  return aligned([headings, ...rows.map(row => row.map(visible))])
}

const PROBLEMS: Partial<Record<string, string>> = {
  ACCESS_DENIED: 'access denied',
  DISABLED: 'disabled',
  SECRET_NOT_FOUND: 'deleted meanwhile',
}

function versionsText(versions: readonly VersionInfo[]): string {
  const [newest] = versions
  if (!newest) return '-'
  const disabled = versions.filter(({state}) => state !== 'enabled').length
  const shown = [newest.id, ...newest.names].join(' ')
  const more = [...(versions.length > 1 ? [`${versions.length - 1} older`] : []), ...(disabled > 0 ? [`${disabled} disabled`] : [])]
  return more.length === 0 ? shown : `${shown} (${more.join(', ')})`
}

function keysText({keys, isDisabled, problem}: ListedEntry): string {
  if (problem) return PROBLEMS[problem] ?? 'not known'
  if (isDisabled) return 'disabled'
  return keys === undefined || keys.length === 0 ? '-' : keys.join(', ')
}

/** The last column is as wide as it wants to be. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row => `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('   ')}\n`)
    .join('')
}
