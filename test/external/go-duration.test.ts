import assert from 'node:assert/strict'
import {formatGoDuration, meantDuration, parseGoDuration} from '../../src/external/go-duration.js'

// What time.ParseDuration reads, in milliseconds. https://cs.opensource.google/go/go/+/master:src/time/time_test.go
const read: [text: string, milliseconds: number][] = [
  ['0', 0],
  ['5s', 5000],
  ['30s', 30_000],
  ['1478s', 1_478_000],
  ['-5s', -5000],
  ['+5s', 5000],
  ['-0', 0],
  ['+0', 0],
  ['5.0s', 5000],
  ['5.6s', 5600],
  ['5.s', 5000],
  ['.5s', 500],
  ['1.0s', 1000],
  ['1.00s', 1000],
  ['1.004s', 1004],
  ['10ns', 0.00001],
  ['11us', 0.011],
  ['12µs', 0.012],
  ['12μs', 0.012],
  ['13ms', 13],
  ['14s', 14_000],
  ['15m', 900_000],
  ['16h', 57_600_000],
  ['3h30m', 12_600_000],
  ['10.5s4m', 250_500],
  ['-2m3.4s', -123_400],
  ['39h9m14.425s', 140_954_425],
]
const refused = [
  '',
  '3',
  '-',
  's',
  '.',
  '-.',
  '.s',
  '+.s',
  '1d',
  '1w',
  '1 h',
  ' 1h',
  '1h ',
  '1H',
  '1hr',
  '3000000h',
  'one',
  '1h30',
  '--1s',
  '1e3s',
]

describe('durations of Go', () => {
  for (const [text, milliseconds] of read) it(`reads ${text}`, () => assert.ok(Math.abs(parseGoDuration(text)! - milliseconds) < 1e-9))
  for (const text of refused) it(`refuses "${text}"`, () => assert.equal(parseGoDuration(text), undefined))

  // time.Duration.String: https://cs.opensource.google/go/go/+/master:src/time/time_test.go
  const printed: [milliseconds: number, text: string][] = [
    [0, '0s'],
    [0.0011, '1.1µs'],
    [2.2, '2.2ms'],
    [3300, '3.3s'],
    [245_000, '4m5s'],
    [245_001, '4m5.001s'],
    [18_367_001, '5h6m7.001s'],
    [3_600_000, '1h0m0s'],
    [-60_000, '-1m0s'],
  ]
  for (const [milliseconds, text] of printed) it(`prints ${text}`, () => assert.equal(formatGoDuration(milliseconds), text))

  const meant: [text: string, duration: string | undefined][] = [
    ['1d', '24h0m0s'],
    ['2 days', '48h0m0s'],
    ['1w', '168h0m0s'],
    ['30', '30s'],
    ['5min', '5m0s'],
    ['1 hour', '1h0m0s'],
    ['15 minutes', '15m0s'],
    ['soon', undefined],
    ['1x', undefined],
    ['dd', undefined],
  ]
  for (const [text, duration] of meant) it(`takes ${text} for ${duration ?? 'nothing'}`, () => assert.equal(meantDuration(text), duration))
})
