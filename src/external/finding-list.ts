import {type Finding, fingerprintOf, type ObjectName, type Severity} from '../finding.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import {LineIndex} from '../position.js'
import type {LintRule} from './rules/lint-rule.js'
import type {LintRuleId} from './rules/rules.js'
import type {Range, Spot} from './spot.js'

interface Details {
  /** What to write here, where the rule's own advice is not enough: "write gcpsm". */
  fix?: string | undefined
  /** Points elsewhere than at the spot. */
  at?: Range | undefined
  severity?: Severity | undefined
  /** What to type next. */
  commands?: readonly string[] | undefined
}

/** Collects the findings of a run, in the order in which they are found. */
export class FindingList<Id extends string = LintRuleId> {
  readonly #rules: Readonly<Record<Id, LintRule>>
  readonly #findings: Finding[] = []
  readonly #lines = new WeakMap<ManifestFile, LineIndex>()
  readonly #ordinals = new Map<string, number>()

  constructor(rules: Readonly<Record<Id, LintRule>>) {
    this.#rules = rules
  }

  /** @param message what is wrong, without a full stop; it begins with the place */
  add(
    ruleId: Id,
    file: ManifestFile,
    object: ObjectName | undefined,
    {path: keyPath, range}: Spot,
    message: string,
    details: Details = {},
  ): void {
    const {title, severity, fix} = this.#rules[ruleId]
    const {start, end} = details.at ?? range
    const from = this.#position(file, start)
    const to = this.#position(file, Math.max(start, end))
    const place = {ruleId, path: file.path, object, keyPath: keyPath === '' ? undefined : keyPath}
    this.#findings.push({
      ...place,
      title,
      message: details.fix === undefined ? message : `${message}; ${details.fix}`,
      severity: details.severity ?? severity,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      fingerprint: fingerprintOf(place, this.#ordinal(place)),
      remediation: fix,
      commands: details.commands ?? [],
    })
  }

  /** By file, then from the top to the bottom. */
  sorted(): Finding[] {
    return this.#findings.toSorted(
      (a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.ruleId, b.ruleId),
    )
  }

  #position(file: ManifestFile, offset: number) {
    let lines = this.#lines.get(file)
    if (!lines) {
      lines = new LineIndex(file.text)
      this.#lines.set(file, lines)
    }
    return lines.position(offset)
  }

  #ordinal({ruleId, path, object, keyPath}: Pick<Finding, 'ruleId' | 'path' | 'object' | 'keyPath'>): number {
    const place = JSON.stringify([ruleId, path, object, keyPath])
    const ordinal = this.#ordinals.get(place) ?? 0
    this.#ordinals.set(place, ordinal + 1)
    return ordinal
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
