const MILLISECONDS: Readonly<Record<string, number>> = {d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000}

/**
 * The length of a duration of the form `age`, such as 60d or 1d12h.
 * @returns milliseconds
 */
export function milliseconds(duration: string): number {
  return [...duration.matchAll(/(\d+)([dhms])/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (MILLISECONDS[unit] ?? 0), 0)
}
