import {GsecError} from '../../errors.js'
import {settingsInvalid} from './failures.js'

/** An address to which credentials would go, and what the user has said about it. */
export interface WantedEndpoint {
  /** As it stands in the store. */
  text: string
  /** Who says so. */
  origin: 'repository' | 'user'
  /** The store, for messages. */
  where: string
  /** Addresses that the user named, by flag, environment or kubeconfig. */
  trusted: readonly (URL | undefined)[]
  /** Hosts or addresses of --allow-endpoint. */
  allowed: readonly string[]
  /** How else the user can name it. */
  hint: string
}

/**
 * Credentials go where the user sent them, not where a file of the repository would like to have them: an address of the
 * repository must be one that the user names or allows. Plain http must be named with its scheme, and so must a port.
 * @throws GsecError ENDPOINT_NOT_TRUSTED, or PROVIDER_SETTINGS_INVALID for what is no http address
 */
export function trustedEndpoint({text, origin, where, trusted, allowed, hint}: WantedEndpoint): URL {
  const url = readEndpoint(text, where)
  if (origin === 'user') return url
  if (trusted.some(known => known?.origin === url.origin) || allowed.some(entry => allows(entry, url))) return url
  throw new GsecError('ENDPOINT_NOT_TRUSTED', 'your credentials would go to a host that only the repository names', {
    where: `${where}: ${url.origin}`,
    hint: `if it is yours, add --allow-endpoint ${url.protocol === 'https:' ? url.host : url.origin}, or ${hint}`,
  })
}

/** @throws GsecError PROVIDER_SETTINGS_INVALID */
export function readEndpoint(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw settingsInvalid(where, 'the address of the provider is not an https address', 'write it as https://HOST:PORT')
  url.search = ''
  url.hash = ''
  return url
}

/** Plain http shows everybody on the way what is sent: only to this machine, or where the user wrote http:// themselves. */
export function isOnThisMachine({hostname}: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

function allows(entry: string, url: URL): boolean {
  const text = entry.trim().toLowerCase()
  if (text.includes('://')) return URL.canParse(text) && new URL(text).origin === url.origin
  return url.protocol === 'https:' && text === url.host
}
