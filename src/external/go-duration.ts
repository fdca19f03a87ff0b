const UNITS: Readonly<Record<string, number>> = {ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000}
const PART = /(\d+\.?\d*|\.\d+)([^\d.]+)/y
// an int64 of nanoseconds
const LONGEST = 2 ** 63 / 1e6

/** Milliseconds of a duration in Go's grammar (time.ParseDuration); undefined for any other text. */
export function parseGoDuration(text: string): number | undefined {
  const [, sign = '', parts = ''] = /^([-+]?)(.*)$/s.exec(text) ?? []
  if (parts === '0') return 0
  if (parts === '') return undefined
  let total = 0
  PART.lastIndex = 0
  while (PART.lastIndex < parts.length) {
    const [, count = '', unit = ''] = PART.exec(parts) ?? []
    const length = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined
    if (length === undefined) return undefined
    total += Number(count) * length
  }
  if (total > LONGEST) return undefined
  return sign === '-' && total !== 0 ? -total : total
}

/** As Go prints it, and ESO's defaults are written: 1h0m0s, 1m30s, 500ms, 0s. */
export function formatGoDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : ''
  const length = Math.abs(milliseconds)
  if (length === 0) return '0s'
  if (length < 1) return `${sign}${round(length * 1000)}µs`
  if (length < 1000) return `${sign}${round(length)}ms`
  const seconds = length / 1000
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = `${round(seconds - hours * 3600 - minutes * 60)}s`
  return `${sign}${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${rest}`
}

const round = (value: number) => String(Math.round(value * 1e6) / 1e6)

const LONGER_UNITS: Readonly<Record<string, number>> = {d: 24, w: 7 * 24, y: 365 * 24}

/** What somebody meant who wrote a duration that Go does not know: 1d is 24h0m0s, 30 is 30s. */
export function meantDuration(text: string): string | undefined {
  const [, count, unit = ''] = /^(\d{1,6})\s*([a-z]*)$/i.exec(text.trim()) ?? []
  if (count === undefined) return undefined
  const short = unit.toLowerCase()
  if (short === '') return formatGoDuration(Number(count) * 1000)
  const hours = LONGER_UNITS[short.charAt(0)]
  if (hours !== undefined && /^(d|days?|w|weeks?|y|years?)$/.test(short)) return formatGoDuration(Number(count) * hours * 3_600_000)
  const known = UNITS[WORDS[short.replace(/s$/, '')] ?? '']
  return known === undefined ? undefined : formatGoDuration(Number(count) * known)
}

const WORDS: Readonly<Record<string, string>> = {sec: 's', second: 's', min: 'm', minute: 'm', hr: 'h', hour: 'h', h: 'h', m: 'm'}
