import type {Binding} from '../../crypto/label.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import type {RenewalFault} from './renewal.js'

/** What `gsec reseal --json` prints: docs/reports.md. It names keys, never values. */
export interface ResealReport {
  /** SealedSecrets with values that were sealed anew, would be with --dry-run, or should be with --check. */
  stale: StaleEntry[]
  /** How many values were sealed for the newest key already. */
  fresh: number
  faults: readonly RenewalFault[]
  written: boolean
}

interface StaleEntry {
  file: string
  name: string
  namespace?: string
  keys: string[]
}

/** What the report needs to know of a SealedSecret. */
export interface ResealResult {
  sealed: SealedSecretManifest
  binding: Binding
  staleKeys: readonly string[]
  fresh: number
  faults: readonly RenewalFault[]
}

export function resealReport(results: readonly ResealResult[], written: boolean): ResealReport {
  return {
    stale: results
      .filter(({staleKeys}) => staleKeys.length > 0)
      .map(({sealed, binding, staleKeys}) => ({
        file: sealed.object.document.file.path,
        name: binding.name,
        ...(binding.namespace !== '' && {namespace: binding.namespace}),
        keys: [...staleKeys],
      })),
    fresh: results.reduce((sum, {fresh}) => sum + fresh, 0),
    faults: results.flatMap(({faults}) => faults),
    written,
  }
}
