import {cpus} from 'node:os'
import {lintBenchmark} from './lint.js'
import {openBenchmark} from './open.js'
import {scanBenchmark} from './scan.js'
import {sealBenchmark} from './seal.js'
import {startUpBenchmark} from './start-up.js'
import {verifyBenchmark} from './verify.js'
import {verifyExternalBenchmark} from './verify-external.js'

/** One table of figures, printed as it is pasted into docs/benchmarks.md. */
export interface Benchmark {
  name: string
  run(): string
}

const benchmarks: readonly Benchmark[] = [
  startUpBenchmark,
  sealBenchmark,
  openBenchmark,
  verifyBenchmark,
  verifyExternalBenchmark,
  lintBenchmark,
  scanBenchmark,
]

const wanted = process.argv.slice(2)
const cpu = cpus()
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown processor'}\n`,
)
for (const {name, run} of benchmarks.filter(({name}) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`## ${name}\n\n${run()}\n`)
}
