/** Unchanged lines around a change. */
const CONTEXT = 3

/** A line of a diff: kept, taken out or put in. */
interface DiffLine {
  mark: ' ' | '-' | '+'
  text: string
}

/** A text and the offsets at which its parts begin. Both texts of a diff have as many parts, and part belongs to part. */
export interface DiffedText {
  text: string
  parts: readonly number[]
}

/** The change of one file as `diff -u` and git write it, for people and for `git apply`; empty where nothing differs. */
export function unifiedDiff(path: string, before: DiffedText, after: DiffedText): string {
  if (before.text === after.text) return ''
  const [old, now] = [partsOf(before), partsOf(after)]
  const lines = old.flatMap((part, index) => compareLines(splitLines(part), splitLines(now[index] ?? '')))
  return `--- a/${path}\n+++ b/${path}\n${hunksOf(lines).map(hunkText).join('')}`
}

/** Whole lines each; what stands before the first one is a part, too. */
function partsOf({text, parts}: DiffedText): string[] {
  const starts = [0, ...parts.map(start => text.lastIndexOf('\n', start - 1) + 1)]
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

/** With their line breaks, so that a missing one at the end is a difference. */
const splitLines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

function compareLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return [
    ...marked(' ', before.slice(0, head)),
    ...shortestEdit(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...marked(' ', before.slice(before.length - tail)),
  ]
}

const marked = (mark: DiffLine['mark'], lines: readonly string[]): DiffLine[] => lines.map(text => ({mark, text}))

/** Differences of one part. Beyond them it is shown as replaced: time and memory grow with the square. */
const MAX_STEPS = 1000

/** The shortest way from one list of lines to the other. E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986) */
function shortestEdit(before: readonly string[], after: readonly string[]): DiffLine[] {
  const reached: ReadonlyMap<number, number>[] = []
  const furthest = new Map([[1, 0]])
  for (let steps = 0; steps <= Math.min(before.length + after.length, MAX_STEPS); steps++) {
    reached.push(new Map(furthest))
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(furthest, diagonal, steps) ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return walkBack(reached, before, after)
    }
  }
  return [...marked('-', before), ...marked('+', after)]
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
  const passed = {old: 0, now: 0}
  let end = 0
  for (let first = 0; first < changes.length; ) {
    let last = first
    while (last + 1 < changes.length && (changes[last + 1] ?? 0) - (changes[last] ?? 0) <= 2 * CONTEXT + 1) last++
    const start = Math.max(0, (changes[first] ?? 0) - CONTEXT)
    // between hunks every line is in both texts
    const [oldStart, newStart] = [passed.old + start - end, passed.now + start - end]
    end = Math.min(lines.length, (changes[last] ?? 0) + CONTEXT + 1)
    const shown = lines.slice(start, end)
    hunks.push({oldStart, newStart, lines: shown})
    passed.old = oldStart + shown.filter(({mark}) => mark !== '+').length
    passed.now = newStart + shown.filter(({mark}) => mark !== '-').length
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
