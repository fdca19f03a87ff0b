/**
 * The lines in which two texts differ: `@@ N` names the line of the first text before which the next ones stand, `-` and
 * `+` are lines of the first and the second. A carriage return is shown as ␍, the end of a text without a line break as ∎.
 */
export function lineDiff(before: string, after: string): string {
  const [old, now] = [lines(before), lines(after)]
  const shared = longestCommon(old, now)
  const shown: string[] = []
  let [at, to] = [0, 0]
  for (const [nextAt, nextTo] of [...shared, [old.length, now.length] as const]) {
    if (nextAt > at || nextTo > to) {
      shown.push(
        `@@ ${at + 1}`,
        ...old.slice(at, nextAt).map(line => `-${visible(line)}`),
        ...now.slice(to, nextTo).map(line => `+${visible(line)}`),
      )
    }
    ;[at, to] = [nextAt + 1, nextTo + 1]
  }
  return shown.map(line => `${line}\n`).join('')
}

const lines = (text: string) => text.split(/(?<=\n)/)
const visible = (line: string) => (line.endsWith('\n') ? line.slice(0, -1) : `${line}∎`).replace('\r', '␍')

/** Pairs of places of the lines that both have, in order. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const best = Array.from({length: a.length + 1}, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      best[i]![j] = a[i] === b[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!)
  }
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++
    else j++
  }
  return pairs
}
