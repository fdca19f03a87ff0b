import type {Finding} from '../finding.js'
import {checkBits} from './baseline.js'
import type {Mention} from './file-scan.js'
import type {Detected, Waived} from './make-findings.js'
import {type OwnRule, readOwnRules} from './own-rules.js'
import type {Rule} from './rule.js'
import {rules as vendorRules} from './rules/index.generated.js'
import {type FileResult, type Skip, type SourceFile, scanFile, scanMentioned} from './scan-file.js'
import type {SopsRules} from './sops-rules.js'

/** What a scan is told besides the files. Plain data, since every thread gets it. */
export interface ScanSettings {
  ownRules: readonly OwnRule[]
  /** Only these rules, if there are any, and never those. */
  only: readonly string[]
  skip: readonly string[]
  sops: readonly SopsRules[]
  /** Of the baseline: with it every finding gets its check bits. */
  salt: string | undefined
}

/** Why a file was not, or not wholly, looked at. */
export type SkipReason = Skip | 'too-large' | 'unreadable' | 'excluded' | 'not-checked-out' | 'repository'

export interface Skipped {
  /** As the user names it. */
  path: string
  why: SkipReason
  /** Of what cannot be read, in words. */
  reason?: string | undefined
}

/** A finding with the check bits of its value. */
export interface Found {
  finding: Finding
  check: number | undefined
}

/** What a scan of one file gave, without any value. */
export interface FileOutcome {
  /** From the root of the repository. */
  path: string
  findings: Found[]
  waived: Waived[]
  mentions: Mention[]
  skipped?: Skipped | undefined
}

/** Scans one file after the other by the same rules. */
export class Scanner {
  readonly #settings: ScanSettings
  readonly #rules: readonly Rule[]

  private constructor(settings: ScanSettings, rules: readonly Rule[]) {
    this.#settings = settings
    this.#rules = rules
  }

  /** @param refused is told the index of one's own rule whose pattern RE2 does not take, and throws */
  static async create(settings: ScanSettings, refused: (index: number) => never): Promise<Scanner> {
    const own = await readOwnRules(settings.ownRules, refused)
    return new Scanner(
      settings,
      [...vendorRules, ...own].filter(({id}) => isWanted(id, settings)),
    )
  }

  scan(file: SourceFile): FileOutcome {
    return this.#outcome(file, scanFile(file, this.#rules, {sops: this.#settings.sops}))
  }

  /** Judges a file that another one makes a Secret of. */
  scanMentioned(file: SourceFile, mention: Mention): FileOutcome {
    return this.#outcome(file, scanMentioned(file, mention))
  }

  #outcome({path, shown = path}: SourceFile, {findings, waived, mentions, skipped}: FileResult): FileOutcome {
    return {
      path,
      findings: findings.filter(({finding}) => isWanted(finding.ruleId, this.#settings)).map(detected => this.#found(detected)),
      waived: waived.filter(({finding}) => isWanted(finding.ruleId, this.#settings)),
      mentions,
      ...(skipped && {skipped: {path: shown, why: skipped}}),
    }
  }

  #found({finding, value}: Detected): Found {
    const {salt} = this.#settings
    return {finding, check: salt === undefined ? undefined : checkBits(salt, value)}
  }
}

function isWanted(id: string, {only, skip}: ScanSettings): boolean {
  return (only.length === 0 || only.includes(id)) && !skip.includes(id)
}
