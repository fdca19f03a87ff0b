import {GsecError} from '../errors.js'
import {readFile, readStdin} from '../files/read-file.js'
import {filesIn} from '../files/walk-folder.js'
import {Secret} from '../secret.js'
import {promptSecret} from './prompt.js'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Where the values of a Secret that is built from flags come from: files, environment, terminal, standard input. */
export const valueReaders = {
  readFile: (path: string) => Secret.of(path === '-' ? readStdin() : readFile(path)),
  filesIn,
  environment: (name: string) => process.env[name],
  prompt: (key: string) => promptSecret(`${key}:`, '--prompt'),
  readPassword,
}

/** @throws GsecError USAGE when there is none: a registry takes no empty password */
function readPassword(): Secret {
  const password = withoutLineBreak(readStdin())
  if (password.length === 0)
    throw new GsecError('USAGE', 'there is no password on standard input', {hint: 'pipe it in: printf %s "$TOKEN" | gsec seal …'})
  return Secret.of(password)
}

/** As `docker login --password-stdin` takes it. */
function withoutLineBreak(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== LINE_FEED) return bytes
  return bytes.subarray(0, bytes.at(-2) === CARRIAGE_RETURN ? -2 : -1)
}
