import {GsecError} from '../errors.js'
import {dataKeyFault, nameFault} from '../manifest/names.js'
import type {SecretItem, SecretManifest} from '../manifest/secret-manifest.js'
import {Secret} from '../secret.js'
import {DOCKER_CONFIG_KEY, DOCKER_CONFIG_TYPE, dockerConfig} from './docker-config.js'
import {parseEnvFile} from './env-file.js'

/** What the user named instead of a manifest: the flags of `gsec seal` as typed. None of them holds a value. */
export interface ValueFlags {
  name: string
  type?: string | undefined
  'from-file'?: readonly string[] | undefined
  'from-env-file'?: readonly string[] | undefined
  'from-env'?: readonly string[] | undefined
  prompt?: readonly string[] | undefined
  tls?: readonly string[] | undefined
  'docker-server'?: string | undefined
  'docker-username'?: string | undefined
  'docker-email'?: string | undefined
}

/** Where values come from; the command hands in the real ones. */
export interface ValueReaders {
  readFile(path: string): Secret
  /** Names of the regular files in a folder, sorted; undefined when the path is no folder. */
  filesIn(path: string): readonly string[] | undefined
  environment(name: string): string | undefined
  prompt(key: string): Promise<Secret>
  /** The password of --docker-password-stdin, without its last line break. */
  readPassword(): Secret
}

/**
 * Builds a Secret from files, environment and prompts, so that no plaintext manifest need ever lie on the disk.
 * @throws GsecError USAGE, SECRET_INVALID, FILE_UNREADABLE
 */
export async function secretFromFlags(flags: ValueFlags, readers: ValueReaders): Promise<SecretManifest> {
  const fault = nameFault(flags.name)
  if (fault) throw usage(`--name ${fault}`)
  const items: SecretItem[] = [
    ...(flags['from-file'] ?? []).flatMap(word => fromFile(word, readers)),
    ...(flags['from-env-file'] ?? []).flatMap(path => fromEnvFile(path, readers)),
    ...(flags['from-env'] ?? []).map(word => fromEnvironment(word, readers)),
    ...fromTls(flags.tls, readers),
    ...fromDocker(flags, readers),
  ]
  // one after the other: two prompts at once would be one muddle
  for (const key of flags.prompt ?? []) items.push({key, value: await readers.prompt(key), place: `--prompt ${key}`})
  if (items.length === 0)
    throw usage('the Secret would hold nothing', 'give --from-file, --from-env, --from-env-file, --prompt, --tls or --docker-server')
  checkKeys(items)
  return {
    place: `Secret ${flags.name}`,
    name: flags.name,
    namespace: undefined,
    labels: {},
    annotations: {},
    otherMetadata: {},
    type: flags.type ?? (flags.tls ? 'kubernetes.io/tls' : flags['docker-server'] === undefined ? undefined : DOCKER_CONFIG_TYPE),
    immutable: undefined,
    items,
  }
}

/** kubectl's rules: PATH is a file or a folder and names the keys itself; KEY=PATH is a file. */
function fromFile(word: string, readers: ValueReaders): SecretItem[] {
  const [first = '', second, ...more] = word.split('=')
  if (more.length > 0) throw usage('--from-file KEY=PATH takes one "="; a path with "=" must be renamed or given on stdin')
  if (second === '') throw usage(`--from-file ${first}= names no file`)
  if (second !== undefined && first === '') throw usage(`--from-file =${second} names no key`)
  const path = second ?? first
  const names = readers.filesIn(path)
  if (names && second !== undefined) throw usage(`--from-file ${word}: a folder names its keys itself`)
  if (names) return names.map(name => ({key: name, value: readers.readFile(`${path}/${name}`), place: `${path}/${name}`}))
  return [{key: second === undefined ? baseName(path) : first, value: readers.readFile(path), place: path}]
}

function fromEnvFile(path: string, readers: ValueReaders): SecretItem[] {
  const entries = parseEnvFile(readers.readFile(path).reveal(), path, readers.environment)
  return entries.map(({key, value, line}) => ({key, value, place: `${path}:${line}`}))
}

function fromEnvironment(word: string, readers: ValueReaders): SecretItem {
  const [key = '', variable = key] = word.split(/=(.*)/s)
  const value = readers.environment(variable)
  if (value === undefined) throw usage(`the environment variable ${variable} is not set`)
  return {key, value: Secret.of(value), place: `$${variable}`}
}

function fromTls(words: ValueFlags['tls'], readers: ValueReaders): SecretItem[] {
  if (!words) return []
  const [certificate, key, ...more] = words
  if (certificate === undefined || key === undefined || more.length > 0) {
    throw usage('--tls takes two files: the certificate and its key', 'write --tls tls.crt tls.key, and no FILE behind it')
  }
  return [
    {key: 'tls.crt', value: readers.readFile(certificate), place: certificate},
    {key: 'tls.key', value: readers.readFile(key), place: key},
  ]
}

function fromDocker(flags: ValueFlags, readers: ValueReaders): SecretItem[] {
  const {'docker-server': server, 'docker-username': username = '', 'docker-email': email} = flags
  if (server === undefined) return []
  return [
    {key: DOCKER_CONFIG_KEY, value: dockerConfig({server, username, email, password: readers.readPassword()}), place: '--docker-server'},
  ]
}

/** The answer to a flag that kubectl has and gsec will not have. */
export function literalRefused(): GsecError {
  return usage(
    '--from-literal is not taken: its value would stand in the shell history and in the list of processes',
    'use --prompt KEY, --from-env KEY=VAR, --from-file KEY=PATH, or --from-file KEY=- for standard input',
  )
}

function checkKeys(items: readonly SecretItem[]): void {
  const seen = new Set<string>()
  for (const {key, place} of items) {
    const fault = dataKeyFault(key)
    if (fault) throw new GsecError('SECRET_INVALID', `the key ${fault}`, {where: place, hint: 'choose another with KEY=…'})
    if (seen.has(key)) throw new GsecError('SECRET_INVALID', `the key ${key} is given twice`, {where: place})
    seen.add(key)
  }
}

const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? path
const usage = (message: string, hint?: string) => new GsecError('USAGE', message, {hint})
