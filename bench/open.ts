import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {interleave, median, ratio} from './measure.js'
import {gsec, table} from './peers.js'
import type {Benchmark} from './run.js'
import {makePair, writeSealedSecrets} from './sealed-secrets.js'

const ROUNDS = 5
const SECRETS = 100
const VALUES = 10
const bare = fileURLToPath(new URL('bare-decrypt.js', import.meta.url))

/** Opening 1,000 values that are all sealed for the last of three keys, beside private operations with that key alone. */
export const openBenchmark: Benchmark = {
  name: 'open',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gsec-bench-'))
    try {
      const [first, second, last] = ['a', 'b', 'c'].map(name => makePair(path.join(folder, name)))
      const [file, wrapped] = [path.join(folder, 'sealed.yaml'), path.join(folder, 'wrapped')]
      writeSealedSecrets(file, last!.certificate, SECRETS, VALUES)
      writeFileSync(wrapped, Buffer.concat(wrappedKeysIn(readFileSync(file, 'utf8'))))
      const threads = availableParallelism()
      const keys = [first, second, last].flatMap(pair => ['--key', pair!.key])
      const timings = interleave(
        [
          {
            name: 'gsec unseal, 3 keys',
            command: [process.execPath, gsec, 'unseal', file, ...keys, '-w', path.join(folder, 'out'), '--force'],
          },
          {name: 'privateDecrypt alone, 1 key', command: [process.execPath, bare, last!.key, wrapped, String(threads)]},
        ],
        ROUNDS,
      )
      const rows = timings.map(timing => [
        timing.name,
        median(timing.wall).toFixed(0),
        timing.peakMb?.toFixed(0) ?? 'unknown',
        ratio(timing, timings.at(-1)!).toFixed(2),
      ])
      return `${SECRETS * VALUES} values, RSA-4096, ${threads} threads, median of ${ROUNDS} interleaved runs. At most ${(1 / 0.85).toFixed(2)} is wanted.\n\n${table(['', 'wall ms', 'peak MB', 'ratio'], rows)}`
    } finally {
      rmSync(folder, {recursive: true})
    }
  },
}

function wrappedKeysIn(text: string): Buffer[] {
  return [...text.matchAll(/: (Ag[A-Za-z0-9+/]+={0,2})$/gm)].map(([, ciphertext = '']) => {
    const envelope = Buffer.from(ciphertext, 'base64')
    return envelope.subarray(2, 2 + envelope.readUInt16BE(0))
  })
}
