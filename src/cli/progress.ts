import {ux} from '@oclif/core'

/** Shows what takes long, on stderr and on a terminal only. */
export async function withProgress<T>(text: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work()
  ux.action.start(text)
  try {
    return await work()
  } finally {
    ux.action.stop()
  }
}
