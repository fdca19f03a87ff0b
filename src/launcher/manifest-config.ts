import {readFileSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'
import type {Command, Interfaces} from '@oclif/core'
import {Config} from '@oclif/core/config'
import type {Program} from './program.js'

/**
 * What oclif's Config knows once it is loaded, taken from oclif.manifest.json at once: oclif itself looks for plugins (also
 * in the user's home, whose code it would run), themes and shells, and takes 25 ms for it.
 * There are no hooks: none is run.
 */
export class ManifestConfig extends Config {
  readonly #commands: ReadonlyMap<string, Command.Loadable>
  readonly #topics: ReadonlyMap<string, Interfaces.Topic>

  constructor(program: Program) {
    super({root: program.root, pjson: program.pjson})
    const {root, pjson, manifest = readManifest(root)} = program
    const {bin = pjson.name, dirname = bin, topicSeparator = ':', topics = {}} = pjson.oclif
    this.root = root
    this.pjson = pjson
    this.name = pjson.name
    this.version = pjson.version
    this.bin = bin
    this.dirname = dirname
    this.topicSeparator = topicSeparator
    this.valid = true
    this.channel = 'stable'
    this.arch = process.arch === 'ia32' ? 'x86' : (process.arch as Interfaces.ArchTypes)
    this.platform = process.platform as Interfaces.PlatformTypes
    this.windows = this.platform === 'win32'
    this.userAgent = `${this.name}/${this.version} ${this.platform}-${this.arch} node-${process.version}`
    this.shell = path.basename(process.env.SHELL ?? 'unknown')
    this.home = process.env.HOME || homedir()
    this.cacheDir = this.dir('cache')
    this.configDir = this.dir('config')
    this.dataDir = this.dir('data')
    this.#commands = commandsOf(manifest, program)
    this.#topics = topicsOf(topics, this.#commands)
  }

  override async load(): Promise<void> {}

  override get commands(): Command.Loadable[] {
    return [...this.#commands.values()]
  }

  override get commandIDs(): string[] {
    return [...this.#commands.keys()]
  }

  override get topics(): Interfaces.Topic[] {
    return [...this.#topics.values()]
  }

  override findCommand(id: string, options: {must: true}): Command.Loadable
  override findCommand(id: string, options?: {must: boolean}): Command.Loadable | undefined
  override findCommand(id: string): Command.Loadable | undefined {
    return this.#commands.get(id)
  }

  override findTopic(name: string, options: {must: true}): Interfaces.Topic
  override findTopic(name: string, options?: {must: boolean}): Interfaces.Topic | undefined
  override findTopic(name: string): Interfaces.Topic | undefined {
    return this.#topics.get(name)
  }

  override async runHook<T extends keyof P, P extends Interfaces.Hooks = Interfaces.Hooks>(): Promise<
    Interfaces.Hook.Result<P[T]['return']>
  > {
    return {failures: [], successes: []}
  }
}

function readManifest(root: string): Interfaces.Manifest {
  return JSON.parse(readFileSync(path.join(root, 'oclif.manifest.json'), 'utf8'))
}

/** Commands by id, an alias being an id of its own. */
function commandsOf({commands}: Interfaces.Manifest, {root, load}: Program): Map<string, Command.Loadable> {
  const byId = new Map<string, Command.Loadable>()
  for (const [id, cached] of Object.entries(commands)) {
    const command: Command.Loadable = {
      ...cached,
      load: async () => {
        const {default: Class} = (await load(path.join(root, ...(cached.relativePath ?? [])))) as {default: Command.Class}
        Class.id = id
        return Class
      },
    }
    byId.set(id, command)
  }
  for (const command of [...byId.values()]) {
    for (const alias of command.aliases) byId.set(standardId(alias), {...command, id: standardId(alias), hidden: false})
    for (const alias of command.hiddenAliases) byId.set(standardId(alias), {...command, id: standardId(alias), hidden: true})
  }
  return byId
}

const standardId = (words: string) => words.replaceAll(' ', ':')

/** The topics of package.json, and one for each command and each part of its id: oclif's help asks for those too. */
function topicsOf(
  described: Readonly<Record<string, {description?: string; hidden?: boolean}>>,
  commands: ReadonlyMap<string, Command.Loadable>,
): Map<string, Interfaces.Topic> {
  const topics = new Map<string, Interfaces.Topic>()
  for (const [name, topic] of Object.entries(described)) topics.set(name, {...topic, name})
  for (const command of commands.values()) {
    if (command.hidden) continue
    for (const parts = command.id.split(':'); parts.length > 0; parts.pop()) {
      const name = parts.join(':')
      if (!topics.has(name)) topics.set(name, {name, ...withDescription(command.summary ?? command.description)})
    }
  }
  return topics
}

const withDescription = (description: string | undefined) => (description === undefined ? {} : {description})
