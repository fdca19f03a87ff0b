/** Unchanged lines around a change. */
const CONTEXT = 3

/** A line of a diff: kept, taken out or put in. */
interface DiffLine {
  mark: ' ' | '-' | '+'
  text: string
}

/** The change of one file as `diff -u` and git write it, for people and for `git apply`; empty where nothing differs. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const lines = compareLines(splitLines(before), splitLines(after))
  return `--- a/${path}\n+++ b/${path}\n${hunksOf(lines).map(hunkText).join('')}`
}

/** With their line breaks, so that a missing one at the end is a difference. */
const splitLines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** The shortest way from one list of lines to the other. E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986) */
function compareLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const kept = (text: string): DiffLine => ({mark: ' ', text})
  return [
    ...before.slice(0, head).map(kept),
    ...shortestEdit(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ]
}

function shortestEdit(before: readonly string[], after: readonly string[]): DiffLine[] {
  const reached: Map<number, number>[] = []
  let furthest = new Map([[1, 0]])
  for (let steps = 0; steps <= before.length + after.length; steps++) {
    reached.push(new Map(furthest))
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(furthest, diagonal, steps) ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return walkBack(reached, before, after)
    }
    furthest = new Map(furthest)
  }
  return []
}

const at = (furthest: ReadonlyMap<number, number>, diagonal: number) => furthest.get(diagonal) ?? -1

const isDown = (furthest: ReadonlyMap<number, number>, diagonal: number, steps: number) =>
  diagonal === -steps || (diagonal !== steps && at(furthest, diagonal - 1) < at(furthest, diagonal + 1))

function walkBack(reached: readonly ReadonlyMap<number, number>[], before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = []
  let x = before.length
  let y = after.length
  for (let steps = reached.length - 1; steps >= 0; steps--) {
    const furthest = reached[steps] ?? new Map<number, number>()
    const from = isDown(furthest, x - y, steps) ? x - y + 1 : x - y - 1
    const startX = at(furthest, from)
    const startY = startX - from
    while (x > startX && y > startY && x > 0 && y > 0) {
      x--
      y--
      lines.push({mark: ' ', text: before[x] ?? ''})
    }
    if (steps === 0) break
    if (x === startX) lines.push({mark: '+', text: after[--y] ?? ''})
    else lines.push({mark: '-', text: before[--x] ?? ''})
  }
  return lines.reverse()
}

interface Hunk {
  /** Lines before it, of the old and the new text. */
  oldStart: number
  newStart: number
  lines: readonly DiffLine[]
}

function hunksOf(lines: readonly DiffLine[]): Hunk[] {
  const hunks: Hunk[] = []
  const changes = lines.flatMap(({mark}, index) => (mark === ' ' ? [] : [index]))
  for (let first = 0; first < changes.length; ) {
    let last = first
    while (last + 1 < changes.length && (changes[last + 1] ?? 0) - (changes[last] ?? 0) <= 2 * CONTEXT) last++
    const start = Math.max(0, (changes[first] ?? 0) - CONTEXT)
    const end = Math.min(lines.length, (changes[last] ?? 0) + CONTEXT + 1)
    const above = lines.slice(0, start)
    hunks.push({
      oldStart: above.filter(({mark}) => mark !== '+').length,
      newStart: above.filter(({mark}) => mark !== '-').length,
      lines: lines.slice(start, end),
    })
    first = last + 1
  }
  return hunks
}

function hunkText({oldStart, newStart, lines}: Hunk): string {
  const range = (start: number, other: '+' | '-') => {
    const count = lines.filter(({mark}) => mark !== other).length
    return `${count === 0 ? start : start + 1},${count}`
  }
  const body = lines.map(({mark, text}) => (text.endsWith('\n') ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`))
  return `@@ -${range(oldStart, '+')} +${range(newStart, '-')} @@\n${body.join('')}`
}
