import {constants, createPrivateKey, privateDecrypt} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {isMainThread, Worker, workerData} from 'node:worker_threads'

// What opening cannot be faster than: private operations alone, with the right key at once, shared among threads.
// usage: node bare-decrypt.js KEY WRAPPED THREADS; WRAPPED holds wrapped session keys without a label, one after the other

const [keyFile, wrappedFile, threads] = isMainThread ? process.argv.slice(2) : workerData.words
const key = createPrivateKey(readFileSync(keyFile))
const wrapped = readFileSync(wrappedFile)
const length = key.asymmetricKeyDetails.modulusLength / 8
const first = isMainThread ? 0 : workerData.first

if (isMainThread) {
  for (let other = 1; other < Number(threads); other++) {
    new Worker(new URL(import.meta.url), {workerData: {words: [keyFile, wrappedFile, threads], first: other}})
  }
}
for (let at = first * length; at < wrapped.length; at += Number(threads) * length) {
  privateDecrypt({key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256'}, wrapped.subarray(at, at + length))
}
