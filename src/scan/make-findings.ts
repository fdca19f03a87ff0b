import {type Finding, fingerprintOf, type ObjectName} from '../finding.js'
import {Secret} from '../secret.js'
import {type Detection, type Site, withoutDuplicates} from './detection.js'
import type {FileScan} from './file-scan.js'
import {type Ignore, ignoreFor, ignoreIn} from './ignores.js'
import {newSecret} from './next-steps.js'
import {Places} from './places.js'
import {readable} from './text.js'

/** A finding and, for a baseline's check bits alone, its value. */
export interface Detected {
  finding: Finding
  value: Secret
}

/** A finding that its author asked not to see. */
export interface Waived {
  finding: Finding
  /** `gsec:ignore`, `gitleaks:allow` and so on, or the annotation's key. */
  by: string
  reason: string
  line: number
}

/** Makes findings of what was detected: each secret once, placed, named, and sorted by place. */
export function makeFindings(scan: FileScan, bytes: Buffer): {findings: Detected[]; waived: Waived[]} {
  const findings: Detected[] = []
  const waived: Waived[] = []
  if (scan.detections.length === 0) return {findings, waived}
  const places = new Places(bytes)
  const marks = new Map<number, Ignore | undefined>()
  const markOn = (line: number) => {
    if (!marks.has(line)) marks.set(line, ignoreIn(places.line(line), line))
    return marks.get(line)
  }
  const ordinals = new Map<string, number>()
  for (const detection of withoutDuplicates(scan.detections)) {
    const site = detection.site ?? scan.siteAt(detection.range.start)
    const finding = makeFinding(scan, detection, site, places, ordinals)
    const ignore = ignoreFor(finding.ruleId, finding.line, finding.endLine, markOn)
    const reason = site?.waivers.get(finding.ruleId)
    if (ignore) waived.push(byMark(finding, ignore))
    else if (reason !== undefined) waived.push({finding, by: 'gsec.dev/ignore', reason, line: finding.line})
    else findings.push({finding, value: Secret.of(Buffer.from(detection.value, 'latin1'))})
  }
  return {findings, waived}
}

function byMark(finding: Finding, {mark, reason, line}: Ignore): Waived {
  return {finding, by: mark, reason, line}
}

function makeFinding(
  {path, shown}: FileScan,
  detection: Detection,
  site: Site | undefined,
  places: Places,
  ordinals: Map<string, number>,
): Finding {
  const {rule, severity, range, value} = detection
  const {line, column} = places.position(range.start)
  const {line: endLine, column: endColumn} = places.position(range.end)
  const keyPath = site?.keyPath || undefined
  const object = site?.object
  const place = {ruleId: rule.id, path, object, keyPath}
  const known = JSON.stringify(place)
  const ordinal = ordinals.get(known) ?? 0
  ordinals.set(known, ordinal + 1)
  return {
    ...place,
    path: shown,
    title: rule.title,
    message: messageOf(rule.title, keyPath, object),
    severity,
    line,
    column,
    endLine,
    endColumn,
    preview: value === '' ? undefined : previewOf(value, detection.prefix),
    fingerprint: fingerprintOf(place, ordinal),
    remediation: `${rule.remediation}; rotate the value, since git remembers it`,
    commands: site?.commands ?? newSecret({path: shown, key: ''}),
    documentation: rule.documentation,
  }
}

function messageOf(title: string, keyPath: string | undefined, object: ObjectName | undefined): string {
  const name = object?.name ? ` ${object.namespace ? `${object.namespace}/` : ''}${object.name}` : ''
  const where = [keyPath, object ? `${object.kind}${name}` : undefined].filter(part => part !== undefined)
  return where.length === 0 ? title : `${title}: ${where.join(' of ')}`
}

/** A vendor token's public prefix and the length; for everything else the length alone. */
function previewOf(value: string, prefix: string): string {
  const {length} = readable(value)
  const count = `${length} character${length === 1 ? '' : 's'}`
  return prefix === '' ? count : `${prefix}… (${count})`
}
