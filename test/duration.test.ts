import assert from 'node:assert/strict'
import {counted, DAY, formatDuration, parseDuration} from '../src/duration.js'

describe('a duration', () => {
  for (const {text, expected} of [
    {text: '30d', expected: 30 * DAY},
    {text: '12h', expected: DAY / 2},
    {text: '1y', expected: 365 * DAY},
    {text: '2w', expected: 14 * DAY},
    {text: '90m', expected: 5_400_000},
    {text: '45s', expected: 45_000},
    {text: '1d12h', expected: 1.5 * DAY},
    {text: '1y2w3d4h5m6s', expected: 365 * DAY + 17 * DAY + 4 * 3_600_000 + 5 * 60_000 + 6000},
    {text: '720h0m0s', expected: 30 * DAY},
    {text: '87600h', expected: 3650 * DAY},
    {text: '0d', expected: 0},
    {text: '', expected: undefined},
    {text: '30', expected: undefined},
    {text: 'd', expected: undefined},
    {text: '30D', expected: undefined},
    {text: '30 d', expected: undefined},
    {text: ' 30d', expected: undefined},
    {text: '30days', expected: undefined},
    {text: '1.5d', expected: undefined},
    {text: '-1d', expected: undefined},
    {text: '12h1d', expected: undefined},
    {text: '1d1d', expected: undefined},
    {text: '1000000d', expected: undefined},
    {text: '1d\n', expected: undefined},
  ]) {
    it(`${JSON.stringify(text)}: ${expected ?? 'is none'}`, () => assert.equal(parseDuration(text), expected))
  }

  for (const {milliseconds, expected} of [
    {milliseconds: 75 * DAY + 1, expected: '75 days'},
    {milliseconds: 2 * DAY, expected: '2 days'},
    {milliseconds: DAY, expected: '1 day'},
    {milliseconds: DAY + 1, expected: '24 hours'},
    {milliseconds: 1.5 * DAY, expected: '36 hours'},
    {milliseconds: 3_600_000, expected: '1 hour'},
    {milliseconds: 5_400_000, expected: '90 minutes'},
    {milliseconds: 60_000, expected: '1 minute'},
    {milliseconds: 1999, expected: '1 second'},
    {milliseconds: 0, expected: '0 seconds'},
  ]) {
    it(`of ${milliseconds} ms reads ${expected}`, () => assert.equal(formatDuration(milliseconds), expected))
  }

  it('counts in words', () => assert.deepEqual([counted(0, 'day'), counted(1, 'day'), counted(2, 'day')], ['0 days', '1 day', '2 days']))
})
