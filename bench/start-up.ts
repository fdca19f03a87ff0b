import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {difference, interleave, median} from './measure.js'
import {gsec, table} from './peers.js'
import type {Benchmark} from './run.js'
import {secretStream} from './secrets.js'

const ROUNDS = 41

/** What gsec adds to Node's own start, in the three invocations that people wait for most. */
export const startUpBenchmark: Benchmark = {
  name: 'start-up',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      spawnSync(process.execPath, [gsec, 'cert', 'create', '--output-dir', folder])
      writeFileSync(path.join(folder, 'secret.yaml'), secretStream(1, 3))
      const node = (name: string, ...args: string[]) => ({name, command: [process.execPath, ...args] as [string, ...string[]]})
      const [floor, ...timings] = interleave(
        [
          node('node -e 0', '-e', '0'),
          node('gsec --version', gsec, '--version'),
          node('gsec seal --help', gsec, 'seal', '--help'),
          node(
            'gsec seal secret.yaml --cert tls.crt',
            gsec,
            'seal',
            path.join(folder, 'secret.yaml'),
            '--cert',
            path.join(folder, 'tls.crt'),
          ),
        ],
        ROUNDS,
      )
      const rows = timings.map(timing => [timing.name, difference(timing, floor!).toFixed(0), median(timing.wall).toFixed(0)])
      return `${table([`median of ${ROUNDS} interleaved runs, ms`, 'over `node -e 0`', 'whole'], rows)}\n\n\`node -e 0\` itself: ${median(floor!.wall).toFixed(0)} ms`
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}
