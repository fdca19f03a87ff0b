/** What a shell adds to the number of the signal that ended a program. */
const SIGNAL_BASE = 128
const SIGNALS = {SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15} as const

const cleanups = new Set<() => void>()
let isWatching = false

/**
 * Runs `cleanup` when the program is interrupted (INT, TERM, HUP, QUIT), then ends with 128 + signal.
 * Watching also holds a signal back until running synchronous code has finished: a series of renames is never cut in two.
 * @returns a function that takes the cleanup back
 */
export function onInterruption(cleanup: () => void): () => void {
  watch()
  cleanups.add(cleanup)
  return () => cleanups.delete(cleanup)
}

function watch(): void {
  if (isWatching) return
  isWatching = true
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal as keyof typeof SIGNALS, () => {
      for (const cleanup of cleanups) cleanup()
      process.exit(SIGNAL_BASE + number)
    })
  }
}
