import {closeSync, fstatSync, openSync, readSync} from 'node:fs'
import {GsecError} from '../errors.js'

/** Manifests, certificates and values are small; a bound keeps a wrong path (/dev/zero, a disk image) from filling memory. */
export const DEFAULT_MAX_BYTES = 64 * 1024 * 1024

/**
 * Reads a whole file, a pipe or a device up to a bound.
 * @throws GsecError FILE_UNREADABLE with the reason in words
 */
export function readFile(path: string, maxBytes = DEFAULT_MAX_BYTES): Buffer {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch (cause) {
    throw unreadable(path, cause)
  }
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) throw new GsecError('FILE_UNREADABLE', 'is a folder, not a file', {where: path})
    return stat.isFile() ? readKnown(descriptor, stat.size, path, maxBytes) : readStream(descriptor, path, maxBytes)
  } catch (cause) {
    throw cause instanceof GsecError ? cause : unreadable(path, cause)
  } finally {
    closeSync(descriptor)
  }
}

/** Standard input as bytes, up to a bound. oclif's own reader gives up after 10 ms and drops the last line break. */
export function readStdin(maxBytes = DEFAULT_MAX_BYTES): Buffer {
  try {
    return readStream(0, 'standard input', maxBytes)
  } catch (cause) {
    throw cause instanceof GsecError ? cause : unreadable('standard input', cause)
  }
}

function readKnown(descriptor: number, size: number, path: string, maxBytes: number): Buffer {
  if (size > maxBytes) throw tooLarge(path, maxBytes)
  const buffer = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const count = readSync(descriptor, buffer, filled, size - filled, null)
    if (count === 0) break // the file became shorter while it was read
    filled += count
  }
  return buffer.subarray(0, filled)
}

function readStream(descriptor: number, path: string, maxBytes: number): Buffer {
  const chunks: Buffer[] = []
  let total = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536)
    const count = readSome(descriptor, chunk)
    if (count === 0) return Buffer.concat(chunks, total)
    total += count
    if (total > maxBytes) throw tooLarge(path, maxBytes)
    chunks.push(chunk.subarray(0, count))
  }
}

/** One read that waits: a terminal or pipe in non-blocking mode answers EAGAIN, and Windows ends a pipe with EOF. */
function readSome(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, chunk.length, null)
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

const MEBIBYTE = 1024 * 1024

function tooLarge(path: string, maxBytes: number): GsecError {
  return new GsecError(
    'FILE_UNREADABLE',
    `larger than ${maxBytes < MEBIBYTE ? `${maxBytes} bytes` : `${Math.floor(maxBytes / MEBIBYTE)} MiB`}`,
    {where: path},
  )
}

function unreadable(path: string, cause: unknown): GsecError {
  return new GsecError('FILE_UNREADABLE', reasonOf(cause), {where: path, cause})
}

/** The reason of a failed file operation in words; the operating system's own code where there is no better one. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return REASONS[code ?? ''] ?? `cannot be accessed (${code ?? 'unknown reason'})`
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'disk quota exceeded',
  EEXIST: 'exists already',
  EFBIG: 'file too large',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of the path is not a folder',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
}
