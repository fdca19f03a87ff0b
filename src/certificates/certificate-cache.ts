import {createHash} from 'node:crypto'
import {type Certificate, readCertificate} from '../crypto/certificate.js'
import {DAY} from '../duration.js'
import {GsecError} from '../errors.js'
import {PrivateFolder} from '../files/private-folder.js'
import type {ControllerPlace} from '../kube/api-objects.js'

/** For so long a certificate is taken from the cache without asking the controller. */
export const MAX_CACHE_AGE = DAY
const MAX_ENTRY_BYTES = 64 * 1024
const VERSION = 1

/** What tells one controller from every other. */
export interface CacheKey {
  server: string
  /** SHA-256 of the CA certificates that the server must show, or how it is recognised instead. */
  authority: string
  /** As it was asked for. */
  place: ControllerPlace
}

export interface CachedCertificate {
  certificate: Certificate
  fetchedAt: Date
  /** Where the controller was found: not always where it was asked for. */
  place: ControllerPlace
}

interface Entry {
  version: number
  key: CacheKey
  fetchedAt: string
  place: ControllerPlace
  pem: string
}

/** The certificates of controllers that were asked lately. A cache that cannot be trusted or used is as good as none. */
export class CertificateCache {
  readonly #path: string
  #folder: PrivateFolder | undefined
  /** Why the cache is not used; undefined while it is. */
  refusal: GsecError | undefined

  /** @param folder need not exist */
  constructor(folder: string) {
    this.#path = folder
  }

  /** The certificate that was kept last, of whatever age. */
  read(key: CacheKey): CachedCertificate | undefined {
    const bytes = this.#attempt(folder => folder.read(fileOf(key), MAX_ENTRY_BYTES))
    return bytes && parseEntry(bytes, key)
  }

  /** Keeps a certificate in the place of the one before. */
  write(key: CacheKey, {certificate, fetchedAt, place}: CachedCertificate): void {
    const entry: Entry = {version: VERSION, key, fetchedAt: fetchedAt.toISOString(), place, pem: certificate.pem}
    this.#attempt(folder => folder.write(fileOf(key), `${JSON.stringify(entry, undefined, 2)}\n`))
  }

  #attempt<T>(use: (folder: PrivateFolder) => T): T | undefined {
    if (this.refusal) return undefined
    try {
      this.#folder ??= PrivateFolder.open(this.#path)
      return use(this.#folder)
    } catch (error) {
      if (!(error instanceof GsecError)) throw error
      this.refusal = error
      return undefined
    }
  }
}

/** True as long as it may be used without asking. One from the future shows that a clock was wrong. */
export function isFresh({fetchedAt}: CachedCertificate, now: Date): boolean {
  const age = now.getTime() - fetchedAt.getTime()
  return age >= 0 && age < MAX_CACHE_AGE
}

function fileOf(key: CacheKey): string {
  return `certificate-${createHash('sha256').update(canonical(key)).digest('hex').slice(0, 32)}.json`
}

function canonical({server, authority, place}: CacheKey): string {
  return JSON.stringify([server, authority, place.namespace, place.name])
}

/** Undefined for anything but an entry of this key: a leftover of another version, a damaged file. */
function parseEntry(bytes: Uint8Array, key: CacheKey): CachedCertificate | undefined {
  try {
    const entry = JSON.parse(Buffer.from(bytes).toString('utf8')) as Entry
    const fetchedAt = new Date(entry.fetchedAt)
    if (entry.version !== VERSION || canonical(entry.key) !== canonical(key) || Number.isNaN(fetchedAt.getTime())) return undefined
    const {namespace, name} = entry.place
    return {certificate: readCertificate(Buffer.from(entry.pem)), fetchedAt, place: {namespace, name}}
  } catch {
    return undefined
  }
}
