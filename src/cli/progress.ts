import {ux} from '@oclif/core'

/**
 * Shows what takes long, on stderr and on a terminal only.
 * @param work gets a function that says how far it is: "34 answers"
 */
export async function withProgress<T>(text: string, work: (status: (how: string) => void) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined)
  ux.action.start(text)
  try {
    return await work(how => {
      ux.action.status = how
    })
  } finally {
    ux.action.stop()
  }
}
