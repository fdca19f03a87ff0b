import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {interleave, median} from './measure.js'
import {gsec, table} from './peers.js'
import type {Benchmark} from './run.js'
import {makePair, writeSealedSecrets} from './sealed-secrets.js'

const ROUNDS = 11

/** The structure of 500 SealedSecrets with 10 values each, without a key. */
export const verifyBenchmark: Benchmark = {
  name: 'verify',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      const file = path.join(folder, 'sealed.yaml')
      writeSealedSecrets(file, makePair(folder).certificate, 500, 10)
      const [timing] = interleave([{name: 'gsec verify', command: [process.execPath, gsec, 'verify', file]}], ROUNDS)
      const rows = [[timing!.name, median(timing!.wall).toFixed(0), timing!.peakMb?.toFixed(0) ?? 'unknown']]
      return `500 SealedSecrets × 10 values, RSA-4096, median of ${ROUNDS} runs. At most 1500 ms is wanted.\n\n${table(['', 'wall ms', 'peak MB'], rows)}`
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}
