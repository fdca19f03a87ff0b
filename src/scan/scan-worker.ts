import {parentPort} from 'node:worker_threads'
import {isTelling, TreeFileScan} from './scan-tree-files.js'
import {type FileOutcome, Scanner, type ScanSettings} from './scanner.js'
import type {TreeFile} from './tree.js'

/** Files that several threads share: each takes the next one until none is left. */
export interface SharedFiles {
  settings: ScanSettings
  files: readonly TreeFile[]
  /** One number: the next file. */
  next: SharedArrayBuffer
}

parentPort?.once('message', async (shared: SharedFiles) => {
  // the first thread has compiled the same rules before
  const scan = new TreeFileScan(await Scanner.create(shared.settings, neverRefused))
  parentPort?.postMessage(takeShare(shared, scan))
})

/** Scans what no other thread takes, and keeps what is worth telling. */
function takeShare({files, next}: SharedFiles, scan: TreeFileScan): FileOutcome[] {
  const counter = new Int32Array(next)
  const outcomes: FileOutcome[] = []
  for (let file = files[Atomics.add(counter, 0, 1)]; file; file = files[Atomics.add(counter, 0, 1)]) {
    const outcome = scan.scan(file)
    if (isTelling(outcome)) outcomes.push(outcome)
  }
  return outcomes
}

function neverRefused(): never {
  throw new Error('a rule that compiled before does not compile')
}
