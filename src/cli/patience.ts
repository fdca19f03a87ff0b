import {GsecError} from '../errors.js'
import {withProgress} from './progress.js'

/**
 * Shows what takes long, and gives up after a while; the work ends by itself then, and nobody looks at it.
 * @throws GsecError PROVIDER_UNREACHABLE when the time is over
 */
export async function withPatience<T>(text: string, milliseconds: number, work: (status: (how: string) => void) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GsecError('PROVIDER_UNREACHABLE', 'there is no answer in time')), milliseconds)
  })
  try {
    return await withProgress(text, status => Promise.race([work(status), late]))
  } finally {
    clearTimeout(timer)
  }
}
