import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {documents} from './gitops-documents.js'
import {type Planted, plantedSecrets} from './planted-secrets.js'
import {Random} from './random.js'

const FILES = 2000
const BYTES = 15_000_000
/** The last of all files: pictures and the like. */
const BINARY_SHARE = 10
const ROUNDS = 2

/** Writes a GitOps repository with planted secrets, the same at every run. @param times how many times 2,000 files and 15 MB */
export function writeTree(folder: string, times: number): Planted[] {
  const random = new Random(20_260_101)
  const write = (file: string, data: string | Buffer) => {
    mkdirSync(path.dirname(path.join(folder, file)), {recursive: true})
    writeFileSync(path.join(folder, file), data)
  }
  const planted = plantedSecrets(ROUNDS)
  for (const {file, text} of planted) write(file, text)
  const count = FILES * times - planted.length
  let left = BYTES * times
  for (const {share, name, make} of documents) {
    for (let index = 0; index < (count * share) / 100; index++) {
      const text = make(random)
      left -= text.length
      write(name(index), text)
    }
  }
  const binaries = (count * BINARY_SHARE) / 100
  const size = Math.max(1000, Math.floor(left / binaries))
  for (let index = 0; index < binaries; index++) write(`web/images/picture-${index}.png`, picture(random, size))
  return planted
}

function picture(random: Random, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; at += 4) bytes.writeInt32LE(random.below(0x7fffffff) | 0, Math.min(at, size - 4))
  bytes.write('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1')
  return bytes
}
