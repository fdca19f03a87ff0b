import {setImmediate} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {Mention} from './file-scan.js'
import {isTelling, TreeFileScan} from './scan-tree-files.js'
import type {SharedFiles} from './scan-worker.js'
import type {FileOutcome, Scanner, ScanSettings} from './scanner.js'
import type {TreeFile} from './tree.js'

/** Bytes from which on a second thread pays: starting one costs what this one does with them in the meantime. docs/benchmarks.md */
const WORTH_A_THREAD = 12_000_000
/** So often an interruption is heard. */
const FILES_AT_ONCE = 256

export interface Threads {
  /** The built src/scan/scan-worker.ts. */
  workerFile: string | URL
  /** How many at most, this one included. */
  most: number
  /** For tests: bytes from which on there is a second one. */
  worth?: number
}

/**
 * Scans files on as many threads as pay; the answer is the same with any number of them. Afterwards the files that others make
 * Secrets of are judged, as far as they are among them.
 */
export async function scanTree(
  files: readonly TreeFile[],
  settings: ScanSettings,
  scanner: Scanner,
  {workerFile, most, worth = WORTH_A_THREAD}: Threads,
): Promise<FileOutcome[]> {
  const bytes = files.reduce((sum, {size}) => sum + size, 0)
  const threads = Math.min(most, Math.floor(bytes / worth) + 1)
  const scan = new TreeFileScan(scanner)
  const outcomes = threads < 2 ? await scanHere(files, scan) : await scanOnThreads(files, settings, scan, workerFile, threads)
  return [...outcomes, ...scanMentions(files, outcomes, scan)]
}

async function scanHere(files: readonly TreeFile[], scan: TreeFileScan): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = []
  for (const [index, file] of files.entries()) {
    const outcome = scan.scan(file)
    if (isTelling(outcome)) outcomes.push(outcome)
    if (index % FILES_AT_ONCE === FILES_AT_ONCE - 1) await setImmediate()
  }
  return outcomes
}

async function scanOnThreads(
  files: readonly TreeFile[],
  settings: ScanSettings,
  scan: TreeFileScan,
  workerFile: string | URL,
  threads: number,
): Promise<FileOutcome[]> {
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  // the largest first: the last file taken should be a small one
  const shared: SharedFiles = {settings, files: [...files].sort((a, b) => b.size - a.size), next}
  const workers = Array.from({length: threads - 1}, () => new Worker(workerFile))
  try {
    const parts = await Promise.all([takeShare(shared, scan), ...workers.map(worker => scanOn(worker, shared))])
    return parts.flat()
  } finally {
    for (const worker of workers) void worker.terminate()
  }
}

async function takeShare({files, next}: SharedFiles, scan: TreeFileScan): Promise<FileOutcome[]> {
  const counter = new Int32Array(next)
  const outcomes: FileOutcome[] = []
  for (let count = 1; ; count++) {
    const file = files[Atomics.add(counter, 0, 1)]
    if (!file) return outcomes
    const outcome = scan.scan(file)
    if (isTelling(outcome)) outcomes.push(outcome)
    if (count % FILES_AT_ONCE === 0) await setImmediate()
  }
}

function scanOn(worker: Worker, shared: SharedFiles): Promise<FileOutcome[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    // too little memory ends a worker without a word; after an answer this changes nothing
    worker.once('exit', code => reject(new Error(`a worker ended with ${code}`)))
    worker.postMessage(shared)
  })
}

function scanMentions(files: readonly TreeFile[], outcomes: readonly FileOutcome[], scan: TreeFileScan): FileOutcome[] {
  const mentions = mentionsIn(outcomes)
  if (mentions.size === 0) return []
  return files.flatMap(file => {
    const mention = mentions.get(file.path)
    return mention ? [scan.scanMentioned(file, mention)] : []
  })
}

/** Each mentioned file once. */
export function mentionsIn(outcomes: readonly FileOutcome[]): Map<string, Mention> {
  const byPath = [...outcomes].sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap(({mentions}) => mentions)
  return new Map(byPath.reverse().map(mention => [mention.path, mention]))
}
