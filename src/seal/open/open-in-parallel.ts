import type {KeyObject} from 'node:crypto'
import {setImmediate} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import {modulusOf} from '../../crypto/key-ring.js'
import {openShared, resultOf, type SharedJobs, type SharedResult, shareJobs} from './open-share.js'
import {type OpenValues, openHere} from './open-values.js'

/** One private operation costs about so much, in milliseconds, with a key of 4096 bits; a key of half the size an eighth. */
const MILLISECONDS_AT_4096 = 7
/** Starting threads pays above this: one takes about 40 ms to start. */
const WORTH_THREADS = 150

/**
 * Opens on all threads when there is much to do. This thread takes jobs itself: it would only wait.
 * @param workerFile the built src/seal/open/open-worker.ts
 * @param threads how many at most, this one included
 */
export function openInParallel(workerFile: string | URL, threads: number): OpenValues {
  return async (jobs, keys) => {
    if (threads < 2 || jobs.length * costOf(keys) < WORTH_THREADS) return openHere(jobs, keys)
    const shared = shareJobs(jobs, keys)
    const workers = Array.from({length: Math.min(threads, jobs.length) - 1}, () => new Worker(workerFile))
    try {
      const parts = await Promise.all([openOnThisThread(shared), ...workers.map(worker => openOn(worker, shared))])
      const results = new Map(parts.flat().map(result => [result.index, result]))
      return jobs.map((_, index) => resultOf(results.get(index) ?? {index}))
    } finally {
      for (const worker of workers) void worker.terminate()
    }
  }
}

/** Of the most expensive key, in milliseconds. */
function costOf(keys: readonly KeyObject[]): number {
  const bits = Math.max(0, ...keys.map(key => modulusOf(key).length * 8))
  return MILLISECONDS_AT_4096 * (bits / 4096) ** 3
}

async function openOnThisThread(shared: SharedJobs): Promise<SharedResult[]> {
  const results: SharedResult[] = []
  for (const result of openShared(shared)) {
    results.push(result)
    // an interruption is heard between two values
    await setImmediate()
  }
  return results
}

function openOn(worker: Worker, shared: SharedJobs): Promise<readonly SharedResult[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(shared)
  })
}
