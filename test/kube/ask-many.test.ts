import assert from 'node:assert/strict'
import {setTimeout as sleep} from 'node:timers/promises'
import {ApiError} from '../../src/kube/api-error.js'
import {askMany} from '../../src/kube/ask-many.js'

const answer = (status: number, headers = {}) => ({status, statusText: '', headers, body: Buffer.alloc(0), url: new URL('https://test')})
const busy = (headers = {}) => new ApiError('CONTROLLER_UNAVAILABLE', 'busy', answer(429, headers), {where: 'x', hint: 'y'})

describe('asking many questions', () => {
  it('gives the answers in the order of the questions, whoever was first', async () => {
    const delays = [30, 5, 20, 1, 10]
    const answers = await askMany(delays, async delay => sleep(delay, delay * 2), {parallel: 3})
    assert.deepEqual(
      answers,
      delays.map(delay => delay * 2),
    )
  })

  it('has no more open at once than it is told, and counts the answers', async () => {
    let open = 0
    let most = 0
    const counts: number[] = []
    const ask = async () => {
      most = Math.max(most, ++open)
      await sleep(2)
      open--
    }
    await askMany(Array.from({length: 20}), ask, {
      parallel: 4,
      whileAsking: (total, work) => {
        assert.equal(total, 20)
        return work(count => counts.push(count))
      },
    })
    assert.equal(most, 4)
    assert.deepEqual(
      counts,
      Array.from({length: 20}, (_, index) => index + 1),
    )
  })

  it('asks nobody else while the server wants to be left alone', async () => {
    const waits: number[] = []
    let isQuiet = false
    let count = 0
    const ask = async (question: number) => {
      assert.ok(!isQuiet)
      if (count++ === 2) throw busy({'retry-after': '3'})
      await sleep(1)
      return question
    }
    const answers = await askMany([1, 2, 3, 4, 5, 6], ask, {
      parallel: 1,
      sleep: async milliseconds => {
        waits.push(milliseconds)
        isQuiet = true
        await sleep(5)
        isQuiet = false
      },
    })
    assert.deepEqual(answers, [1, 2, 3, 4, 5, 6])
    assert.deepEqual(waits, [3000])
  })

  it('waits a second where the server does not say how long', async () => {
    const waits: number[] = []
    let count = 0
    const ask = async () => {
      if (count++ === 0) throw busy({'retry-after': 'soon'})
    }
    await askMany([1], ask, {parallel: 2, sleep: async milliseconds => void waits.push(milliseconds)})
    assert.deepEqual(waits, [1000])
  })

  it('gives up when it is to wait too long, or when waiting does not help', async () => {
    const waits: number[] = []
    const wait = async (milliseconds: number) => void waits.push(milliseconds)
    await assert.rejects(
      askMany([1], async () => Promise.reject(busy({'retry-after': '31'})), {parallel: 1, sleep: wait}),
      /busy/,
    )
    assert.deepEqual(waits, [])
    await assert.rejects(
      askMany([1], async () => Promise.reject(busy()), {parallel: 1, sleep: wait}),
      /busy/,
    )
    assert.equal(waits.length, 8)
  })

  it('counts only refusals in a row', async () => {
    let count = 0
    const ask = async () => {
      if (count++ % 6 !== 5) throw busy()
    }
    await askMany(Array.from({length: 5}), ask, {parallel: 1, sleep: async () => {}})
    assert.equal(count, 30)
  })

  it('asks no further question after a failure', async () => {
    const asked: number[] = []
    const ask = async (question: number) => {
      asked.push(question)
      if (question === 2) throw new Error('no')
      await sleep(5)
    }
    await assert.rejects(askMany([1, 2, 3, 4, 5, 6], ask, {parallel: 2}), /no/)
    await sleep(20)
    assert.deepEqual(asked, [1, 2])
  })

  it('is done at once with nothing to ask', async () => {
    assert.deepEqual(await askMany([], async () => assert.fail(), {parallel: 4}), [])
  })
})
