/** What a shell adds to the number of the signal that ended a program. */
const SIGNAL_BASE = 128
const SIGNALS = {SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15} as const
type InterruptSignal = keyof typeof SIGNALS

const cleanups = new Set<() => void>()
let isWatching = false
/** Set while another program has the terminal: takes the keys' signals instead. */
let terminalKeys: ((signal: InterruptSignal) => void) | undefined

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

/**
 * Leaves Ctrl-C and Ctrl-\ to a program that runs on the same terminal, since they reach both. TERM and HUP still end.
 * @param notice is told of each
 * @returns a function that takes them back
 */
export function leaveTerminalKeys(notice: (signal: InterruptSignal) => void): () => void {
  watch()
  terminalKeys = notice
  return () => {
    terminalKeys = undefined
  }
}

/** Cleans up and ends as the signal would have ended the program. */
export function interrupt(signal: InterruptSignal): never {
  for (const cleanup of cleanups) cleanup()
  if (signal === 'SIGHUP') {
    // when the terminal is gone, process.exit aborts: it cannot give the terminal its settings back
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  }
  process.exit(SIGNAL_BASE + SIGNALS[signal])
}

function watch(): void {
  if (isWatching) return
  isWatching = true
  for (const signal of Object.keys(SIGNALS) as InterruptSignal[]) {
    process.on(signal, () => {
      if (terminalKeys && (signal === 'SIGINT' || signal === 'SIGQUIT')) terminalKeys(signal)
      else interrupt(signal)
    })
  }
}
