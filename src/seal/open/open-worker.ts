import {parentPort} from 'node:worker_threads'
import {openShared, type SharedJobs} from './open-share.js'

// A thread that opens jobs until none is left, and answers with all it has done.
parentPort?.once('message', (jobs: SharedJobs) => {
  parentPort?.postMessage([...openShared(jobs)])
})
