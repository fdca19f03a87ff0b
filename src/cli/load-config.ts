import {lstatSync, realpathSync} from 'node:fs'
import path from 'node:path'
import type {Config} from '../config/config-shape.js'
import {defaultConfig} from '../config/default-value.js'
import {CONFIG_NAME, findConfig, MAX_CONFIG_BYTES} from '../config/find-config.js'
import {placeInConfig} from '../config/place-in-config.js'
import type {ConfigFile} from '../config/read-config.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'

/** The configuration that a command works with. */
export interface LoadedConfig {
  /** With every default filled in, also where there is no file. */
  config: Config
  /** Absent when there is none. */
  file: ConfigFile | undefined
  /** The folder that paths and globs in the file are relative to; the working directory where there is no file. Absolute. */
  folder: string
}

/**
 * Reads the file that the user names, or else the nearest .gsec.yaml from the working directory up to the git root.
 * @param named by --config or GSEC_CONFIG
 * @throws GsecError FILE_UNREADABLE or CONFIG_INVALID
 */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig> {
  const file = named ?? search(process.cwd())
  if (file === undefined) return {config: defaultConfig(), file: undefined, folder: process.cwd()}
  const bytes = readFile(file, MAX_CONFIG_BYTES)
  // the YAML reader is loaded only where there is something to read
  const {readConfig} = await import('../config/read-config.js')
  const read = readConfig(bytes, file)
  return {config: read.config, file: read, folder: path.dirname(path.resolve(file))}
}

/** A file as the globs of the configuration see it; undefined when it lies outside of the folder of .gsec.yaml. */
export function placeOf({folder}: LoadedConfig, file: string): string | undefined {
  // the working directory may be known by another name than the user types, through a link
  return placeInConfig(folder, path.resolve(file)) ?? placeInConfig(realPath(folder), realPath(path.resolve(file)))
}

/** A path relative to .gsec.yaml, as the user would type it. */
export function typedPath({folder}: LoadedConfig, place: string): string {
  return shownPath(process.cwd(), path.join(folder, place)) || '.'
}

/** The nearest .gsec.yaml, relative to the working directory. */
function search(workingDirectory: string): string | undefined {
  const {file, misnamed, gitRoot} = findConfig(workingDirectory, exists)
  if (misnamed !== undefined) {
    const where = shownPath(workingDirectory, misnamed)
    throw new GsecError('CONFIG_INVALID', 'is not read under this name', {where, hint: `rename it to ${CONFIG_NAME}`})
  }
  if (file === undefined) return undefined
  const shown = shownPath(workingDirectory, file)
  refuseForeign(file, gitRoot ?? workingDirectory, shown)
  return shown
}

/** With "/" between folders on every system, as in the file itself. */
function shownPath(from: string, to: string): string {
  return path.relative(from, to).replaceAll(path.sep, '/')
}

/** A link in a checkout may lead to a file that the user never meant to be read, or to a device. */
function refuseForeign(file: string, root: string, shown: string): void {
  const target = realPath(file)
  if (placeInConfig(realPath(root), target) === undefined) {
    throw new GsecError('FILE_UNREADABLE', 'is a link that leads out of the repository', {
      where: shown,
      hint: 'name the file with --config',
    })
  }
  const stat = lstatSync(target, {throwIfNoEntry: false})
  if (stat && !stat.isFile()) throw new GsecError('FILE_UNREADABLE', 'is not a regular file', {where: shown})
}

/** Follows links as far as the path exists. */
function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    const parent = path.dirname(file)
    return parent === file ? file : path.join(realPath(parent), path.basename(file))
  }
}

function exists(file: string): boolean {
  try {
    return lstatSync(file, {throwIfNoEntry: false}) !== undefined
  } catch {
    return false // a folder that may not be entered
  }
}
