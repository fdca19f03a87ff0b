import {closeSync, constants, lstatSync, openSync, readdirSync, readSync, type Stats, statSync} from 'node:fs'
import path from 'node:path'
import {reasonOf} from './read-file.js'

/** What stands at a path, links not followed. */
export type Standing = {type: 'file'; size: number} | {type: 'folder' | 'link' | 'other' | 'absent'}

const ABSENT: Standing = {type: 'absent'}

export function standingOf(location: string | Buffer): Standing {
  let stat: Stats | undefined
  try {
    stat = lstatSync(location, {throwIfNoEntry: false})
  } catch {
    return {type: 'other'} // a folder that may not be entered: reading says why
  }
  if (!stat) return ABSENT
  if (stat.isFile()) return {type: 'file', size: stat.size}
  return {type: stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other'}
}

/** What stands at a path that the user named, behind its links; or why nothing can be read there, in words. */
export function standingBehindLinks(location: string): Standing | string {
  try {
    const stat = statSync(location)
    return stat.isDirectory() ? {type: 'folder'} : stat.isFile() ? {type: 'file', size: stat.size} : {type: 'other'}
  } catch (error) {
    return reasonOf(error)
  }
}

/** Every file below a folder, relative to it with slashes, but for what git keeps for itself. Folders that cannot be read are named. */
export function everyFile(folder: string): {files: string[]; unreadable: string[]} {
  const files: string[] = []
  const unreadable: string[] = []
  const pending = ['']
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    try {
      for (const entry of readdirSync(path.join(folder, below), {withFileTypes: true})) {
        const child = below === '' ? entry.name : `${below}/${entry.name}`
        if (entry.isDirectory() && entry.name !== '.git') pending.push(child)
        else if (entry.isFile() && entry.name !== '.git') files.push(child)
      }
    } catch {
      unreadable.push(below === '' ? '.' : below)
    }
  }
  return {files: files.sort(), unreadable: unreadable.sort()}
}

const NO_LINKS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)
const ROOM = 1024 * 1024
/** A device or a pipe may have no end. */
const LARGEST_FILE = 512 * 1024 * 1024
/** One read takes no more than this. */
const LARGEST_READ = 1024 * 1024 * 1024

/** Reads many files one after the other: small ones share their memory, so whoever takes the bytes is done with them before the next. */
export class FileReader {
  #room: Buffer | undefined

  /**
   * @param size as far as it is known
   * @param followsLinks for a file that the user named
   * @returns the bytes, or why there are none
   */
  read(location: string | Uint8Array, size: number, followsLinks = false): Buffer | string {
    let descriptor: number | undefined
    try {
      descriptor = openSync(typeof location === 'string' ? location : Buffer.from(location), followsLinks ? constants.O_RDONLY : NO_LINKS)
      // one byte more than the size tells whether the file has grown
      const buffer = size < ROOM ? this.#shared() : Buffer.allocUnsafe(size + 1)
      return readAll(descriptor, buffer)
    } catch (error) {
      return reasonOf(error)
    } finally {
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }

  #shared(): Buffer {
    this.#room ??= Buffer.allocUnsafe(ROOM)
    return this.#room
  }
}

function readAll(descriptor: number, start: Buffer): Buffer {
  let buffer = start
  let filled = 0
  for (;;) {
    const count = readSync(descriptor, buffer, filled, Math.min(buffer.length - filled, LARGEST_READ), null)
    if (count === 0) return buffer.subarray(0, filled)
    filled += count
    if (filled > LARGEST_FILE) throw Object.assign(new Error('too large'), {code: 'EFBIG'})
    if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2)
  }
}
