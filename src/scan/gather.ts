import type {Finding} from '../finding.js'
import type {Baseline} from './baseline.js'
import type {Waived} from './make-findings.js'
import type {FileOutcome, Found, Skipped} from './scanner.js'

/** What silences a finding besides marks in the file itself. */
export interface Silence {
  /** An entry of the configuration says that it is harmless. */
  isAllowed: (finding: Finding) => boolean
  baseline: Baseline | undefined
}

/** The answer of a scan. */
export interface Gathered {
  findings: Finding[]
  /** All that was found and not waived or allowed: what a baseline holds. */
  found: Found[]
  waived: Waived[]
  allowed: number
  known: number
  skipped: Skipped[]
}

export function gather(outcomes: readonly FileOutcome[], skipped: readonly Skipped[], {isAllowed, baseline}: Silence): Gathered {
  const gathered: Gathered = {findings: [], found: [], waived: [], allowed: 0, known: 0, skipped: [...skipped]}
  for (const outcome of outcomes) {
    gathered.waived.push(...outcome.waived)
    if (outcome.skipped) gathered.skipped.push(outcome.skipped)
    for (const found of outcome.findings) {
      if (isAllowed(found.finding)) gathered.allowed++
      else {
        gathered.found.push(found)
        if (baseline?.knows(found.finding, found.check)) gathered.known++
        else gathered.findings.push(found.finding)
      }
    }
  }
  return gathered
}
