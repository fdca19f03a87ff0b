const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Units from large to small. A year has 365 days, as in the controller's own default of ten years. */
const UNITS: readonly [letter: string, milliseconds: number][] = [
  ['y', 365 * DAY],
  ['w', 7 * DAY],
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
]
const FORM = new RegExp(`^${UNITS.map(([letter]) => `(?:(\\d{1,6})${letter})?`).join('')}$`)

/** What to write where a duration is wanted, for hints. */
export const DURATION_FORM = '30d, 12h, 1y or 1d12h (m is minutes)'

/** Reads "30d", "12h", "1y", "1d12h", "720h0m0s": units from large to small. Milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const counts = text === '' ? undefined : FORM.exec(text)?.slice(1)
  return counts?.reduce((sum, count, index) => sum + Number(count ?? 0) * (UNITS[index]?.[1] ?? 0), 0)
}

/** "75 days", "1 day", "36 hours", "5 minutes": rounded down, in the largest unit that leaves at least two, or one exactly. */
export function formatDuration(milliseconds: number): string {
  const names: readonly [name: string, length: number][] = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
  ]
  for (const [name, length] of names) {
    if (milliseconds >= 2 * length || milliseconds === length) return counted(Math.floor(milliseconds / length), name)
  }
  return counted(Math.floor(milliseconds / SECOND), 'second')
}

/** "1 day", "2 days". */
export function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
