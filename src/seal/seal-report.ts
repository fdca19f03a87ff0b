import type {PlainValue} from '../manifest/value.js'
import {entriesOf} from '../manifest/value.js'
import type {Arrangement} from './destination.js'
import {countSkipped, type SkipReason} from './find-secrets.js'
import type {SealedOne} from './seal-manifests.js'
import type {SealWarning} from './warnings.js'

/** What `gsec seal --json` prints: docs/reports.md. It names keys and places, never values. */
export interface SealReport {
  sealed: SealedEntry[]
  warnings: readonly SealWarning[]
  skipped: Partial<Record<SkipReason, number>>
  dryRun: boolean
}

interface SealedEntry {
  name: string
  namespace?: string
  scope: string
  keys: string[]
  source: string
  cluster?: string
  fingerprint: string
  /** Where it was written, or would be. */
  file?: string
  /** The SealedSecret itself, when it goes to no file. */
  manifest?: unknown
}

export function sealReport(
  {printed, files}: Arrangement,
  rest: {warnings: readonly SealWarning[]; skipped: readonly SkipReason[]; dryRun: boolean},
): SealReport {
  const filed = files.flatMap(({path, sealed}) => sealed.map(one => ({...entryOf(one), file: path})))
  const shown = printed.map(one => ({...entryOf(one), manifest: jsonValue(one.sealed)}))
  return {...rest, sealed: [...shown, ...filed], skipped: Object.fromEntries(countSkipped(rest.skipped))}
}

function entryOf({plan, target, secret}: SealedOne): SealedEntry {
  const {name, namespace, scope} = plan.binding
  return {
    name,
    ...(namespace !== '' && {namespace}),
    scope,
    keys: secret.items.map(({key}) => key),
    source: secret.place,
    ...(target.cluster !== undefined && {cluster: target.cluster}),
    fingerprint: target.fingerprint,
  }
}

/** The value as JSON.stringify takes it: maps as objects. */
export function jsonValue(value: PlainValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(jsonValue) : Object.fromEntries(entriesOf(value).map(([key, item]) => [key, jsonValue(item)]))
}
