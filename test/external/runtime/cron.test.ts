import assert from 'node:assert/strict'
import {cronFault} from '../../../src/external/runtime/cron.js'

// https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
const good = [
  '* * * * *',
  '0 0 * * *',
  '*/15 * * * *',
  '5-59/15 * * * *',
  '0,30 8-18 1-15 1,6,12 mon-fri',
  '0 0 ? JAN SUN',
  '30 3-6,20-23 * * *',
  '@daily',
  '@midnight',
  '@annually',
  '@every 1h30m',
]
const bad: [schedule: string, names: RegExp][] = [
  ['60 * * * *', /minute/],
  ['* 24 * * *', /hour/],
  ['* * 0 * *', /day of the month/],
  ['* * 32 * *', /day of the month/],
  ['* * * 13 *', /month/],
  ['* * * * 7', /day of the week/],
  ['* * * * monday', /day of the week/],
  ['5-1 * * * *', /minute/],
  ['*/0 * * * *', /minute/],
  ['1-2-3 * * * *', /minute/],
  ['1/2/3 * * * *', /minute/],
  ['1, * * * *', /minute/],
  ['* * * *', /five fields/],
  ['* * * * * *', /five fields/],
  ['@sometimes', /no such word/],
  ['@every 1d', /no duration/],
]

describe('schedules of sync windows', () => {
  for (const schedule of good) it(`reads ${schedule}`, () => assert.equal(cronFault(schedule), undefined))
  for (const [schedule, names] of bad) it(`refuses ${schedule}`, () => assert.match(cronFault(schedule) ?? '', names))
})
