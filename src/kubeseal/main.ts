import {accessSync, constants, existsSync, readFileSync, statSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'
import {isatty} from 'node:tty'
import {GsecError} from '../errors.js'
import {readFile, readStdin} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import {podNamespace} from '../kube/pod-namespace.js'
import {Failure} from './failure.js'
import {runKubeseal} from './run.js'
import type {Files, Surroundings} from './surroundings.js'
import {temporaryName} from './temporary-name.js'

/**
 * kubeseal's own command line, started with the words behind its name.
 * @param surroundings that the process itself has not, and changes to those it has
 * @returns the exit code
 */
export function main(argv: readonly string[], surroundings: Pick<Surroundings, 'runLogin'> & Partial<Surroundings>): Promise<number> {
  return runKubeseal(argv, {
    env: process.env,
    home: process.env['HOME'] ?? homedir(),
    pathDelimiter: path.delimiter,
    version: JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version,
    now: new Date(),
    isTerminal: {stdin: isatty(0), stderr: isatty(2)},
    stdout: data => void process.stdout.write(data),
    stderr: text => void process.stderr.write(text),
    readStdin: () => inGoWords('read', '/dev/stdin', () => readStdin()),
    files,
    podNamespace: () => podNamespace(process.env, file => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)),
    ...surroundings,
  })
}

const files: Files = {
  read(file) {
    return inGoWords('open', file, () => {
      if (statSync(file).isDirectory()) throw new Failure(`read ${file}: is a directory`)
      return readFile(file)
    })
  },
  exists: existsSync,
  isReadable(file) {
    try {
      accessSync(file, constants.R_OK)
      return true
    } catch {
      return false
    }
  },
  checkFolder(file) {
    const {folder, name} = temporaryName(file)
    inGoWords('open', name, () => {
      // a trailing slash makes a folder of it: ENOTDIR for anything else
      accessSync(`${folder}${path.sep}`, constants.W_OK | constants.X_OK)
    })
  },
  checkWritable(file) {
    inGoWords('open', file, () => {
      accessSync(file, constants.R_OK | constants.W_OK)
      if (statSync(file).isDirectory()) throw new Failure(`open ${file}: is a directory`)
    })
  },
  write: (file, data) => inGoWords('open', file, () => writeFiles([{path: file, data, mode: 0o600}])),
}

/** Runs a file operation; what goes wrong is said as Go says it: `open FILE: no such file or directory`. */
function inGoWords<T>(operation: string, file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    const cause = error instanceof GsecError ? error.cause : error
    const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? ''
    const reason = REASONS[code] ?? (error instanceof GsecError ? error.message : undefined)
    if (reason === undefined) throw error
    throw new Failure(`${operation} ${file}: ${reason}`, {cause: error})
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'file name too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  ENXIO: 'no such device or address',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
}
