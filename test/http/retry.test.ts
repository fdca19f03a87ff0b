import assert from 'node:assert/strict'
import type {HttpResponse} from '../../src/http/message.js'
import {type RetryOptions, retryWhileBusy} from '../../src/http/retry.js'

const NOW = Date.parse('2026-11-23T12:00:00Z')

interface Answer {
  status: number
  after?: string
}

/** Sends the answers one after the other; tells the last status, how many were used, and the waits between them. */
async function run(answers: readonly Answer[], options: RetryOptions = {}) {
  const waits: number[] = []
  let sent = 0
  const send = async (): Promise<HttpResponse> => {
    const {status, after} = answers[Math.min(sent++, answers.length - 1)]!
    const headers = after === undefined ? {} : {'retry-after': after}
    return {status, statusText: '', headers, body: Buffer.alloc(0), url: new URL('http://a.test')}
  }
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
  }
  const {status} = await retryWhileBusy(send, {sleep, now: () => NOW, random: () => 1, ...options})
  return {status, sent, waits}
}

describe('a server that is busy', () => {
  for (const {name, answers, options, expected} of [
    {name: 'is not asked again when it answers', answers: [{status: 200}], expected: {status: 200, sent: 1, waits: []}},
    {name: 'is not asked again after an error of another kind', answers: [{status: 500}], expected: {status: 500, sent: 1, waits: []}},
    {name: '429: is asked again', answers: [{status: 429}, {status: 200}], expected: {status: 200, sent: 2, waits: [500]}},
    {name: '503: is asked again', answers: [{status: 503}, {status: 404}], expected: {status: 404, sent: 2, waits: [500]}},
    {
      name: 'is asked four times, after longer and longer waits',
      answers: [{status: 503}],
      expected: {status: 503, sent: 4, waits: [500, 1000, 2000]},
    },
    {
      name: 'is asked as often as the caller says',
      answers: [{status: 503}],
      options: {attempts: 2},
      expected: {status: 503, sent: 2, waits: [500]},
    },
    {
      name: 'gets half the wait at the least',
      answers: [{status: 429}, {status: 200}],
      options: {random: () => 0},
      expected: {status: 200, sent: 2, waits: [250]},
    },
    {
      name: 'says for how long, in seconds',
      answers: [{status: 429, after: '3'}, {status: 200}],
      expected: {status: 200, sent: 2, waits: [3000]},
    },
    {name: 'says: at once', answers: [{status: 429, after: '0'}, {status: 200}], expected: {status: 200, sent: 2, waits: [0]}},
    {
      name: 'says until when',
      answers: [{status: 503, after: 'Mon, 23 Nov 2026 12:00:07 GMT'}, {status: 200}],
      expected: {status: 200, sent: 2, waits: [7000]},
    },
    {
      name: 'says until a time that is past',
      answers: [{status: 503, after: 'Mon, 23 Nov 2026 11:00:00 GMT'}, {status: 200}],
      expected: {status: 200, sent: 2, waits: [0]},
    },
    {name: 'says something else', answers: [{status: 503, after: 'soon'}, {status: 200}], expected: {status: 200, sent: 2, waits: [500]}},
    {
      name: 'says a date that is none',
      answers: [{status: 503, after: 'Mon, 99 Nov 2026 12:00:07 GMT'}, {status: 200}],
      expected: {status: 200, sent: 2, waits: [500]},
    },
    {
      name: 'wants more time than we have',
      answers: [{status: 429, after: '31'}, {status: 200}],
      expected: {status: 429, sent: 1, waits: []},
    },
    {
      name: 'never gets more than the longest wait',
      answers: [{status: 503}],
      options: {attempts: 3, maxWaitMs: 700},
      expected: {status: 503, sent: 3, waits: [500, 700]},
    },
  ] as {name: string; answers: Answer[]; options?: object; expected: object}[]) {
    it(name, async () => assert.deepEqual(await run(answers, options), expected))
  }

  it('lets the caller say what busy is', async () => {
    const isBusy = ({status}: HttpResponse) => status === 500
    assert.deepEqual(await run([{status: 500}, {status: 503}], {isBusy}), {status: 503, sent: 2, waits: [500]})
  })

  it('really waits', async () => {
    const start = performance.now()
    let sent = 0
    await retryWhileBusy(async () => {
      sent++
      return {status: sent < 2 ? 429 : 200, statusText: '', headers: {}, body: Buffer.alloc(0), url: new URL('http://a.test')}
    })
    assert.ok(performance.now() - start >= 240)
  })
})
