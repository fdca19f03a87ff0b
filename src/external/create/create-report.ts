import type {Finding} from '../../finding.js'
import {entriesOf, type PlainValue} from '../../manifest/value.js'
import type {VerifiedExternalSecret} from '../verify/verify-external-secrets.js'
import type {CreatedManifests} from './create-manifests.js'

/** What `gsec external create --json` and `gsec external store --json` print: docs/reports.md. */
export interface CreateReport {
  manifests: unknown[]
  /** Where they were written, or would be. */
  file?: string
  notes: readonly string[]
  warnings: readonly string[]
  dryRun: boolean
  /** With --verify: what came of each key, and what would not sync; with a finding of medium or worse nothing is written. */
  externalSecrets?: readonly VerifiedExternalSecret[]
  findings?: readonly Finding[]
}

export function createReport(
  documents: CreatedManifests['documents'],
  {file, ...rest}: Omit<CreateReport, 'manifests' | 'file'> & {file: string | undefined},
): CreateReport {
  return {manifests: documents.map(({value}) => jsonValue(value)), ...(file !== undefined && {file}), ...rest}
}

/** The value as JSON.stringify takes it: maps as objects. */
function jsonValue(value: PlainValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(jsonValue) : Object.fromEntries(entriesOf(value).map(([key, item]) => [key, jsonValue(item)]))
}
