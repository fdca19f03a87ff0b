import path from 'node:path'
import {defaultConfig} from '../config/default-value.js'
import {CONFIG_NAME, MAX_CONFIG_BYTES} from '../config/find-config.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {readObjects} from '../git/read-objects.js'
import type {LoadedConfig} from './load-config.js'

/** A commit that a pull request is held against, as seen from the working directory. */
export interface Base {
  commit: string
  /** Where the working directory stands in the repository: `apps/`, or nothing. */
  prefix: string
}

/**
 * Reads a file of the base as the user names it from the working directory: what a pull request changes in it does not count.
 * A file outside of the repository is the user's own, and read as it is.
 * @returns undefined where the base has no such file
 * @throws GsecError FILE_UNREADABLE, GIT_FAILED
 */
export async function readFileOfBase({commit, prefix}: Base, file: string, most?: number): Promise<Buffer | undefined> {
  const place = path.posix.join(prefix, path.relative('.', file).split(path.sep).join('/'))
  if (place.startsWith('..') || path.isAbsolute(path.relative('.', file))) return readFile(file, most)
  const [content] = await contentsOf([`${commit}:${place}`])
  return content
}

/**
 * The configuration that is in force in the base: the file that the user names, or else the nearest .gsec.yaml from the working
 * directory up to the root.
 * @throws GsecError FILE_UNREADABLE, CONFIG_INVALID, GIT_FAILED
 */
export async function loadConfigOfBase(base: Base, named: string | undefined): Promise<LoadedConfig> {
  if (named !== undefined) {
    const bytes = await readFileOfBase(base, named, MAX_CONFIG_BYTES)
    if (!bytes)
      throw new GsecError('FILE_UNREADABLE', 'the base has no such file', {where: named, hint: 'a configuration counts once it is merged'})
    return read(bytes, named)
  }
  const folders = foldersUpwards(base.prefix)
  const contents = await contentsOf(folders.map(folder => `${base.commit}:${folder}${CONFIG_NAME}`))
  const at = contents.findIndex(content => content !== undefined)
  const bytes = contents[at]
  if (!bytes) return {config: defaultConfig(), file: undefined, folder: process.cwd()}
  return read(bytes, path.posix.join(path.posix.relative(base.prefix, folders[at] ?? ''), CONFIG_NAME))
}

async function read(bytes: Buffer, shown: string): Promise<LoadedConfig> {
  const {readConfig} = await import('../config/read-config.js')
  const file = readConfig(bytes, shown)
  return {config: file.config, file, folder: path.dirname(path.resolve(shown))}
}

async function contentsOf(names: readonly string[]): Promise<(Buffer | undefined)[]> {
  const contents: (Buffer | undefined)[] = []
  for await (const {content} of readObjects('.', names, MAX_CONFIG_BYTES * 64))
    contents.push(typeof content === 'string' ? undefined : content)
  return contents
}

/** `apps/shop/`, `apps/` and the root, which is empty. */
function foldersUpwards(prefix: string): string[] {
  const names = prefix.split('/').filter(name => name !== '')
  return Array.from({length: names.length + 1}, (_, up) =>
    names
      .slice(0, names.length - up)
      .map(name => `${name}/`)
      .join(''),
  )
}
