import {FileReader} from '../files/tree-files.js'
import type {FileOutcome, Scanner} from './scanner.js'
import type {TreeFile} from './tree.js'

/** Reads and scans files, one in memory at a time. */
export class TreeFileScan {
  readonly #scanner: Scanner
  readonly #reader = new FileReader()

  constructor(scanner: Scanner) {
    this.#scanner = scanner
  }

  scan(file: TreeFile): FileOutcome {
    const {path, shown} = file
    const bytes = this.#read(file)
    return typeof bytes === 'string' ? unreadable(file, bytes) : this.#scanner.scan({path, shown, bytes})
  }

  /** Judges files that others make Secrets of. */
  scanMentioned(file: TreeFile, mention: Parameters<Scanner['scanMentioned']>[1]): FileOutcome {
    const {path, shown} = file
    const bytes = this.#read(file)
    return typeof bytes === 'string' ? unreadable(file, bytes) : this.#scanner.scanMentioned({path, shown, bytes}, mention)
  }

  #read({location, size, isNamed}: TreeFile): Buffer | string {
    return this.#reader.read(location, size, isNamed)
  }
}

function unreadable({path, shown}: TreeFile, reason: string): FileOutcome {
  return {path, findings: [], waived: [], mentions: [], skipped: {path: shown, why: 'unreadable', reason}}
}

/** Most files give nothing to tell. */
export function isTelling({findings, waived, mentions, skipped}: FileOutcome): boolean {
  return findings.length + waived.length + mentions.length > 0 || skipped !== undefined
}
