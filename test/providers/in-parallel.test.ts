import assert from 'node:assert/strict'
import {inParallel} from '../../src/providers/in-parallel.js'

describe('work in parallel', () => {
  it('is done ten at a time, with the results in order', async () => {
    let [running, most] = [0, 0]
    const results = await inParallel(
      Array.from({length: 35}, (_, index) => index),
      async item => {
        most = Math.max(most, ++running)
        await new Promise(resolve => setTimeout(resolve, (item * 7) % 5))
        running--
        return item * 2
      },
    )
    assert.deepEqual(
      results,
      Array.from({length: 35}, (_, index) => index * 2),
    )
    assert.equal(most, 10)
    assert.deepEqual(await inParallel([], async () => assert.fail()), [])
  })

  it('ends with the first failure', async () => {
    await assert.rejects(
      inParallel([1, 2, 3], async item => {
        if (item === 2) throw new Error('two')
      }),
      /two/,
    )
  })
})
