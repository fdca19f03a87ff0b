import assert from 'node:assert/strict'
import {createPrivateKey, createPublicKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {sealInParallel} from '../../src/seal/seal-in-parallel.js'
import {Secret} from '../../src/secret.js'
import {openEnvelope} from '../support/open-envelope.js'

const privateKey = createPrivateKey(readFileSync('test/vectors/kubeseal/key.pem'))
const publicKey = createPublicKey(privateKey)
const jobs = (count: number) =>
  Array.from({length: count}, (_, index) => ({value: Secret.of('v'.repeat(index % 7) + index), label: `shop/${index % 3}`}))
const worker = path.resolve('dist/workers/seal-worker.js')

describe('sealing on several threads', () => {
  for (const [count, threads] of [
    [0, 2],
    [3, 2],
    [900, 1],
    [801, 2],
    [1000, 4],
  ] as const) {
    it(`seals ${count} values on at most ${threads}, in their order`, async () => {
      const wanted = jobs(count)
      const sealed = await sealInParallel(worker, threads)(wanted, publicKey)
      assert.equal(sealed.length, count)
      for (const index of new Set([0, 1, Math.floor(count / 2), count - 1].filter(at => at >= 0 && at < count))) {
        const {plaintext} = openEnvelope(Buffer.from(sealed[index]!, 'base64'), wanted[index]!.label, privateKey)
        assert.equal(plaintext?.toString(), wanted[index]!.value.reveal().toString())
      }
    })
  }

  it('keeps its threads for the next key, also those started ahead', async () => {
    const sealValues = sealInParallel(worker, 2, true)
    for (const wanted of [jobs(900), jobs(850)]) {
      const sealed = await sealValues(wanted, publicKey)
      const {plaintext} = openEnvelope(Buffer.from(sealed.at(-1)!, 'base64'), wanted.at(-1)!.label, privateKey)
      assert.equal(plaintext?.toString(), wanted.at(-1)!.value.reveal().toString())
    }
  })

  it('fails when its worker cannot run', async () => {
    const startedAhead = sealInParallel(path.resolve('no-such-worker.js'), 2, true)
    await new Promise(resolve => setTimeout(resolve, 500))
    await assert.rejects(startedAhead(jobs(900), publicKey))

    await assert.rejects(sealInParallel(path.resolve('no-such-worker.js'), 2)(jobs(900), publicKey))
  })
})
