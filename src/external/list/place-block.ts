import {GsecError} from '../../errors.js'
import type {ProviderBlock} from '../../providers/store-kind.js'

/** Where secrets lie, as flags say it. */
export interface PlaceFlags {
  region?: string | undefined
  project?: string | undefined
  location?: string | undefined
  mount?: string | undefined
  'kv-version'?: string | undefined
  'vault-addr'?: string | undefined
  'vault-url'?: string | undefined
  namespace?: string | undefined
}

/** Which flag stands for which setting of a provider block. */
const SETTINGS: Readonly<Record<string, Partial<Record<keyof PlaceFlags, string>>>> = {
  aws: {region: 'region'},
  azurekv: {'vault-url': 'vaultUrl'},
  gcpsm: {project: 'projectID', location: 'location'},
  kubernetes: {namespace: 'remoteNamespace'},
  openBao: {'vault-addr': 'server', mount: 'path', 'kv-version': 'version'},
  vault: {'vault-addr': 'server', mount: 'path', 'kv-version': 'version'},
}

/**
 * The provider block that flags describe, on top of what is known of the store.
 * @throws GsecError USAGE for a flag of another provider
 */
export function placeBlock(provider: string, flags: PlaceFlags, known: ProviderBlock = {}): ProviderBlock {
  const settings = SETTINGS[provider] ?? {}
  const said = Object.entries(flags).filter((entry): entry is [keyof PlaceFlags, string] => entry[1] !== undefined && isPlaceFlag(entry[0]))
  const [other] = said.filter(([flag]) => settings[flag] === undefined)
  if (other) throw new GsecError('USAGE', `--${other[0]} says nothing about this provider`, {hint: hintFor(Object.keys(settings))})
  return {...known, ...Object.fromEntries(said.map(([flag, value]) => [settings[flag] ?? flag, value]))}
}

const FLAGS = new Set(Object.values(SETTINGS).flatMap(settings => Object.keys(settings)))
const isPlaceFlag = (name: string) => FLAGS.has(name)

const hintFor = (flags: readonly string[]) => `it takes ${flags.map(flag => `--${flag}`).join(', ') || 'no such flag'}`
