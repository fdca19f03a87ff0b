import {asksForJson, EXIT_NO_ANSWER, reportError} from '../cli/report-error.js'
import {GsecError} from '../errors.js'

/**
 * Ends with 2 and one sentence when an error reaches nobody: Node would print a line of the bundle and the error's message,
 * which may quote a secret.
 */
export function watchForUnexpected(argv: readonly string[]): void {
  // An unhandled rejection arrives here too: Node raises it as an exception when nobody listens for rejections.
  process.on('uncaughtException', error => {
    reportError(error, {json: asksForJson(argv)})
    process.exit(EXIT_NO_ANSWER)
  })
}

/**
 * `gsec … | head -1`: once the reader has gone, what is left to print is dropped, and the exit code stays what it would have
 * been. Output that cannot be written for another reason (a full disk) is an error.
 */
export function watchOutput(): void {
  for (const [name, stream] of Object.entries({'standard output': process.stdout, 'standard error': process.stderr})) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw new GsecError('FILE_UNWRITABLE', 'cannot be written', {where: name, cause: error})
    })
  }
}
