import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {type Contestant, interleave, median, ratio} from './measure.js'
import {gsec, table, versionOf} from './peers.js'
import type {Benchmark} from './run.js'
import {secretStream} from './secrets.js'

const ROUNDS = 11

/** One file of 500 Secrets with 10 values each, for a certificate of 4096 bits. */
export const sealBenchmark: Benchmark = {
  name: 'seal',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      spawnSync(process.execPath, [gsec, 'cert', 'create', '--output-dir', folder])
      const [file, certificate] = [path.join(folder, 'secrets.yaml'), path.join(folder, 'tls.crt')]
      const text = secretStream(500, 10)
      writeFileSync(file, text)
      const kubeseal = versionOf('kubeseal')
      const contestants: Contestant[] = [
        {
          name: 'gsec seal',
          command: [process.execPath, gsec, 'seal', file, '--cert', certificate, '-w', path.join(folder, 'gsec.yaml'), '--force'],
        },
        ...(kubeseal
          ? [
              {
                name: kubeseal,
                command: ['kubeseal', '--cert', certificate, '-f', file, '-w', path.join(folder, 'kubeseal.yaml')] as [string, ...string[]],
              },
            ]
          : []),
      ]
      const timings = interleave(contestants, ROUNDS)
      const rows = timings.map(timing => [
        timing.name,
        median(timing.wall).toFixed(0),
        timing.peakMb?.toFixed(0) ?? 'unknown',
        ratio(timing, timings.at(-1)!).toFixed(2),
      ])
      const missing = kubeseal ? '' : '\n\nkubeseal is not on PATH: nothing to compare with.'
      return `500 Secrets × 10 values, RSA-4096, median of ${ROUNDS} interleaved runs.\n\n${table(['', 'wall ms', 'peak MB', 'ratio'], rows)}${missing}`
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}
