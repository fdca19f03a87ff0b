import {parseGoDuration} from '../go-duration.js'

interface CronField {
  is: string
  min: number
  max: number
  words?: readonly string[]
}

const FIELDS: readonly CronField[] = [
  {is: 'minute', min: 0, max: 59},
  {is: 'hour', min: 0, max: 23},
  {is: 'day of the month', min: 1, max: 31},
  {is: 'month', min: 1, max: 12, words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']},
  {is: 'day of the week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']},
]
const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']

/** Why a schedule is none, or undefined. Five fields, a word, or @every. https://pkg.go.dev/github.com/robfig/cron/v3 */
export function cronFault(schedule: string): string | undefined {
  if (schedule.startsWith('@every ')) {
    return parseGoDuration(schedule.slice('@every '.length)) === undefined ? 'behind @every stands no duration' : undefined
  }
  if (schedule.startsWith('@')) return WORDS.includes(schedule) ? undefined : 'there is no such word'
  const fields = schedule.trim().split(/\s+/)
  if (fields.length !== FIELDS.length) return 'a schedule has five fields'
  const wrong = FIELDS.find((field, index) => !(fields[index] ?? '').split(',').every(part => isPart(part, field)))
  return wrong && `the ${wrong.is} must be from ${wrong.min} to ${wrong.max}`
}

/** One value, a range or all, each with a step behind a slash or without. */
function isPart(part: string, field: CronField): boolean {
  const [range = '', step, more] = part.split('/')
  if (more !== undefined || (step !== undefined && !(isNumber(step) && Number(step) > 0))) return false
  if (range === '*' || range === '?') return true
  const [first = '', last, rest] = range.split('-')
  if (rest !== undefined) return false
  const [from, to] = [numberAt(first, field), last === undefined ? undefined : numberAt(last, field)]
  return from !== undefined && (last === undefined || (to !== undefined && from <= to))
}

function numberAt(text: string, {min, max, words = []}: CronField): number | undefined {
  const word = words.indexOf(text.toLowerCase())
  const value = word === -1 ? (isNumber(text) ? Number(text) : Number.NaN) : word + min
  return value >= min && value <= max ? value : undefined
}

const isNumber = (text: string) => /^\d{1,4}$/.test(text)
