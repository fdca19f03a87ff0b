import type {Severity} from '../finding.js'
import {judgeKey, type KeyKind} from './keys.js'
import {isWebhookAddress, passwordsIn} from './urls.js'
import {classifyValue, isDictionaryWord, looksRandom} from './values.js'

/** A value, or the part of it that is secret, and how bad that is. Offsets are into the value. */
export interface Verdict {
  severity: Severity
  start: number
  end: number
}

export interface JudgeOptions {
  /** The path is one of tests, examples or documentation. */
  isExample?: boolean
  /** The text is code or prose, where a key says less: only a value that could be a generated one counts. */
  isStrict?: boolean
}

/** Judges a value by its key (docs/scanning.md, "Keys"). Empty when it is no secret. */
export function judgeNamed(key: string, value: string, options: JudgeOptions = {}): Verdict[] {
  const kind = judgeKey(key)
  return kind === undefined ? [] : judgeKind(kind, value, options)
}

/** The same for a key that is already judged. */
export function judgeKind(kind: KeyKind, value: string, {isExample = false, isStrict = false}: JudgeOptions = {}): Verdict[] {
  if (kind === 'connection') return judgeConnection(value, isExample)
  if (kind === 'webhook' && !isWebhookAddress(value)) return judgeConnection(value, isExample)
  const scheme = SCHEME.exec(value)?.[0].length ?? 0
  if (scheme > 0) return judgeKind('secret', value.slice(scheme), {isExample, isStrict}).map(verdict => moved(verdict, scheme))
  const kept = classifyValue(value, {kind, isExample})
  if (isStrict && !couldBeGenerated(value)) return []
  const severity = severityOf(kind, kept, value)
  return severity === undefined ? [] : [{severity, start: 0, end: value.length}]
}

// What stands before a credential in an Authorization header.
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey|Api-Key|Digest|GenieKey|SSWS|Splunk|PRIVATE-TOKEN|OAuth|Key) {1,4}(?=\S)/i

function moved({severity, start, end}: Verdict, by: number): Verdict {
  return {severity, start: start + by, end: end + by}
}

/** Passwords within an address or a connection string. */
export function judgeConnection(value: string, isExample = false): Verdict[] {
  const verdicts: Verdict[] = []
  for (const {start, end} of passwordsIn(value)) {
    const password = value.slice(start, end)
    const severity = severityOf('password', classifyValue(password, {kind: 'password', isExample}), password)
    if (severity !== undefined) verdicts.push({severity, start, end})
  }
  return verdicts
}

function severityOf(kind: KeyKind, kept: ReturnType<typeof classifyValue>, value: string): Severity | undefined {
  if (kept === 'hash') return 'low'
  if (kind === 'hash') return undefined
  const isStrong = kind === 'password' || kind === 'secret' || kind === 'key' || kind === 'webhook'
  if (kept === 'placeholder') return isStrong ? 'info' : undefined
  if (kept !== 'literal') return undefined
  if (kind === 'minor') return 'low'
  if (kind === 'weak') return looksRandom(value) ? 'medium' : undefined
  if (kind === 'auth') return looksRandom(value) || isBasicAuth(value) ? 'high' : undefined
  return isDictionaryWord(value) ? 'medium' : 'high'
}

/** base64 of `user:password`. */
function isBasicAuth(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,500}={0,2}$/.test(value)) return false
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,300}$/.test(Buffer.from(value, 'base64').toString('latin1'))
}

/** Between quotes in a program: long enough, one word, and with a digit or a sign that names do not have. */
function couldBeGenerated(value: string): boolean {
  return (
    value.length >= 8 && !/\s/.test(value) && /[0-9!@#$%^&*+=?~]/.test(value) && /[A-Za-z]/.test(value) && !/^[\w.$-]{1,80}\(/.test(value)
  )
}
