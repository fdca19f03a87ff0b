import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {performance} from 'node:perf_hooks'

/** A command to time, as a whole process. */
export interface Contestant {
  name: string
  command: readonly [string, ...string[]]
  stdin?: Buffer
  env?: Record<string, string>
  /** A folder without a .gsec.yaml unless told. */
  cwd?: string
  /** Exit codes that mean "done as asked". */
  exits?: readonly number[]
}

export interface Timing {
  name: string
  /** Milliseconds of wall time, one a run, in the order of the runs. */
  wall: number[]
  /** Largest resident size of one run in MB; undefined where the system does not tell. */
  peakMb: number | undefined
}

const TIME = '/usr/bin/time'
const canMeasureMemory = process.platform === 'linux' && existsSync(TIME)

/** Runs the contestants in turn, A B C A B C …, so that a machine that slows down slows all of them. One round first does not count. */
export function interleave(contestants: readonly Contestant[], rounds: number): Timing[] {
  const timings = contestants.map((contestant): Timing => ({name: contestant.name, wall: [], peakMb: peakMemory(contestant)}))
  for (let round = -1; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      const wall = runOnce(contestant)
      if (round >= 0) timings[index]!.wall.push(wall)
    }
  }
  return timings
}

function runOnce({command: [file, ...args], name, stdin, env, cwd = tmpdir(), exits = [0]}: Contestant): number {
  const started = performance.now()
  const run = spawnSync(file, args, {
    input: stdin ?? '',
    env: {...process.env, ...env},
    cwd,
    stdio: ['pipe', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  })
  const wall = performance.now() - started
  if (!exits.includes(run.status ?? -1)) throw new Error(`${name} ended with ${run.status}: ${run.stderr}`)
  return wall
}

/** Peak memory of one run in MB. */
function peakMemory({command, stdin, env, cwd = tmpdir()}: Contestant): number | undefined {
  if (!canMeasureMemory) return undefined
  const run = spawnSync(TIME, ['-f', '%M', ...command], {
    input: stdin ?? '',
    env: {...process.env, ...env},
    cwd,
    stdio: ['pipe', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const kilobytes = Number(run.stderr.trim().split('\n').at(-1))
  return Number.isFinite(kilobytes) ? kilobytes / 1024 : undefined
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The median of the ratios A/B, run by run: it holds when the machine's speed drifts. */
export function ratio(a: Timing, b: Timing): number {
  return median(a.wall.map((wall, index) => wall / b.wall[index]!))
}

/** The median of the differences A − B, run by run, in milliseconds. */
export function difference(a: Timing, b: Timing): number {
  return median(a.wall.map((wall, index) => wall - b.wall[index]!))
}
