import {readdirSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Command} from '@oclif/core'

const folder = path.resolve(import.meta.dirname, '../../src/commands')
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))

/** Ids of every command of gsec, from the names of its sources, with the file of each. */
const fileOf = new Map(
  files.sort().map(file => [file.replace(/([\\/]index)?\.ts$/, '').replaceAll(path.sep, ':'), path.join(folder, file)]),
)

export const commandIds = [...fileOf.keys()]

/** The class of a command, as its source exports it. */
export async function ourCommand(id: string): Promise<Command.Class> {
  const {default: Class} = await import(pathToFileURL(fileOf.get(id) ?? '').href)
  Class.id = id
  return Class
}
