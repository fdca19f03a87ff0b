import type {KeyObject} from 'node:crypto'
import {Worker} from 'node:worker_threads'
import type {SealJob, SealValues} from './seal-values.js'
import {sealHere} from './seal-values.js'
import type {SealShare} from './seal-worker.js'

/** Below this many values starting a thread costs more than it saves: about 40 ms against 0.1 ms a value. */
const MIN_JOBS = 800

/**
 * Seals on worker threads when there is much to do. This thread seals a share itself: it would only wait.
 * @param workerFile the built src/seal/seal-worker.ts
 * @param threads how many at most, this one included
 * @param isMuchToCome starts the threads at once, while the manifests are still being read
 */
export function sealInParallel(workerFile: string | URL, threads: number, isMuchToCome = false): SealValues {
  const idle: Worker[] = isMuchToCome ? Array.from({length: threads - 1}, () => startWorker(workerFile)) : []
  return async (jobs, publicKey) => {
    if (jobs.length < MIN_JOBS || threads < 2) return sealHere(jobs, publicKey)
    const share = Math.ceil(jobs.length / threads)
    const parts = Array.from({length: threads}, (_, index) => jobs.slice(index * share, (index + 1) * share))
    const [own = [], ...others] = parts.filter(part => part.length > 0)
    const workers = others.map(() => idle.pop() ?? startWorker(workerFile))
    const elsewhere = workers.map((worker, index) => sealOnWorker(worker, others[index] ?? [], publicKey))
    const here = await sealHere(own, publicKey)
    const sealed = [here, ...(await Promise.all(elsewhere))].flat()
    idle.push(...workers)
    return sealed
  }
}

/** The id of a thread that runs no more. */
const ENDED = -1

/** An idle worker does not keep the program from ending. */
function startWorker(workerFile: string | URL): Worker {
  const worker = new Worker(workerFile)
  worker.on('error', () => undefined) // told to whoever gives it work
  worker.unref()
  return worker
}

function sealOnWorker(worker: Worker, jobs: readonly SealJob[], publicKey: KeyObject): Promise<readonly string[]> {
  if (worker.threadId === ENDED) throw new Error('a worker could not start')
  worker.ref()
  const answer = new Promise<readonly string[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    // too little memory ends a worker without a word; after an answer this changes nothing
    worker.once('exit', code => reject(new Error(`a worker ended with ${code}`)))
  })
  const share = shareOf(jobs, publicKey)
  worker.postMessage(share, [share.plaintexts.buffer as ArrayBuffer])
  return answer.finally(() => worker.unref())
}

function shareOf(jobs: readonly SealJob[], publicKey: KeyObject): SealShare {
  const plaintexts = new Uint8Array(jobs.reduce((sum, {value}) => sum + value.length, 0))
  let at = 0
  for (const {value} of jobs) {
    plaintexts.set(value.reveal(), at)
    at += value.length
  }
  return {
    publicKeyDer: publicKey.export({type: 'spki', format: 'der'}),
    plaintexts,
    lengths: Uint32Array.from(jobs, ({value}) => value.length),
    labels: jobs.map(({label}) => label),
  }
}
