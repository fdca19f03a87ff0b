import {randomInt} from 'node:crypto'
import path from 'node:path'

/**
 * The name that kubeseal gives a file before it takes its place: `.NAME` and digits, in the same folder. gsec names its
 * own differently; this one stands in messages that scripts may know.
 */
export function temporaryName(file: string): {folder: string; name: string} {
  const slash = Math.max(file.lastIndexOf('/'), path.sep === '\\' ? file.lastIndexOf('\\') : -1)
  const folder = slash === -1 ? '.' : path.normalize(file.slice(0, slash + 1)).replace(/(?<=.)[\\/]$/, '')
  const separator = folder.endsWith('/') ? '' : '/'
  return {folder, name: `${folder}${separator}.${path.basename(file)}${randomInt(2 ** 32)}`}
}
