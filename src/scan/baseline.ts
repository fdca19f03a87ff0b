import {createHmac} from 'node:crypto'
import {GsecError} from '../errors.js'
import type {Finding} from '../finding.js'
import type {Secret} from '../secret.js'

/** A known finding. Path and rule are for people; the fingerprint decides. */
interface BaselineEntry {
  fingerprint: string
  /** The first 8 bits of HMAC-SHA-256 of the value under the salt of the file, as two hexadecimal digits. */
  check: string
  rule: string
  path: string
  reason?: string
  /** From this day on it counts as new: YYYY-MM-DD. */
  expires?: string
}

interface BaselineFile {
  version: 1
  salt: string
  findings: readonly BaselineEntry[]
}

/**
 * 8 bits of a value: enough to notice a changed one in 255 of 256 cases, and all that whoever reads the file learns of it.
 * @param salt of the file, hexadecimal
 */
export function checkBits(salt: string, value: Secret): number {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(value.reveal()).digest()[0] ?? 0
}

/** The findings that were known when the file was written. */
export class Baseline {
  readonly salt: string
  readonly #entries: ReadonlyMap<string, BaselineEntry>
  readonly #seen = new Set<string>()
  readonly #today: string

  /** @param today YYYY-MM-DD */
  private constructor(file: BaselineFile, today: string) {
    this.salt = file.salt
    this.#today = today
    this.#entries = new Map(file.findings.map(entry => [entry.fingerprint, entry]))
  }

  /** @throws GsecError BASELINE_INVALID */
  static read(bytes: Buffer, path: string, today: string): Baseline {
    return new Baseline(parse(bytes, path), today)
  }

  static empty(salt: string, today: string): Baseline {
    return new Baseline({version: 1, salt, findings: []}, today)
  }

  /** True for a finding that is listed, with the same value, and not expired. */
  knows({fingerprint}: Finding, check: number | undefined): boolean {
    const entry = this.#entries.get(fingerprint)
    if (!entry || check === undefined || hex(check) !== entry.check) return false
    if (entry.expires !== undefined && entry.expires <= this.#today) return false
    this.#seen.add(fingerprint)
    return true
  }

  /** How many entries no finding needed. */
  get stale(): number {
    return this.#entries.size - this.#seen.size
  }

  /** The file with all these findings and no others; what people wrote about one that stays, stays. */
  updated(findings: readonly {finding: Finding; check: number | undefined}[]): string {
    const entries = findings.map(({finding: {fingerprint, ruleId, path}, check = 0}): BaselineEntry => {
      const {reason, expires} = this.#entries.get(fingerprint) ?? {}
      const isOver = expires !== undefined && expires <= this.#today
      return {
        rule: ruleId,
        path,
        fingerprint,
        check: hex(check),
        ...(reason !== undefined && {reason}),
        ...(expires !== undefined && !isOver && {expires}),
      }
    })
    const file: BaselineFile = {version: 1, salt: this.salt, findings: entries.sort(byPlace)}
    return `${JSON.stringify(file, undefined, 2)}\n`
  }
}

const hex = (check: number) => check.toString(16).padStart(2, '0')
const byPlace = (a: BaselineEntry, b: BaselineEntry) =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0

function parse(bytes: Buffer, path: string): BaselineFile {
  let file: unknown
  try {
    file = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw invalid(path, 'is not JSON')
  }
  const {version, salt, findings} = isRecord(file) ? file : {}
  if (version !== 1) throw invalid(path, 'is not a baseline of version 1')
  if (typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt)) throw invalid(path, 'salt is not 32 hexadecimal digits')
  if (!Array.isArray(findings)) throw invalid(path, 'findings is not a list')
  for (const [index, entry] of findings.entries()) {
    const fault = isRecord(entry) ? faultOf(entry) : ' is no object'
    if (fault) throw invalid(path, `findings[${index}]${fault}`)
  }
  return {version, salt, findings: findings as BaselineEntry[]}
}

const FORMS: Readonly<Record<string, RegExp>> = {
  fingerprint: /^[0-9a-f]{16}$/,
  check: /^[0-9a-f]{2}$/,
  rule: /^[a-z0-9-]+$/,
  path: /./s,
}
const OPTIONAL_FORMS: Readonly<Record<string, RegExp>> = {reason: /^/, expires: /^\d{4}-\d\d-\d\d$/}

function faultOf(entry: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, form] of Object.entries({...FORMS, ...OPTIONAL_FORMS})) {
    const value = entry[name]
    if (value === undefined && name in OPTIONAL_FORMS) continue
    if (typeof value !== 'string' || !form.test(value)) return `.${name} is ${value === undefined ? 'missing' : 'not what it should be'}`
  }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(path: string, message: string): GsecError {
  return new GsecError('BASELINE_INVALID', message, {where: path, hint: 'write it anew: gsec scan --update-baseline'})
}
