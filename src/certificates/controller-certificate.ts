import {createHash} from 'node:crypto'
import {type Certificate, readCertificate} from '../crypto/certificate.js'
import type {Fingerprint} from '../crypto/fingerprint.js'
import {formatDuration} from '../duration.js'
import {type ControllerPlace, checkPlace} from '../kube/api-objects.js'
import {addressText, type ClusterAccess, chooseCluster, refusePlainHttp} from '../kube/cluster-access.js'
import type {KubeSurroundings} from '../kube/surroundings.js'
import {type CachedCertificate, type CacheKey, CertificateCache, isFresh} from './certificate-cache.js'
import type {ControllerSource} from './controller-source.js'
import {dayOf, distrustOf} from './trust.js'

/** `use`: what is fresh is not asked for. `refresh`: asks, and keeps the answer. `off`: asks, and keeps nothing. */
export type CacheUse = 'use' | 'refresh' | 'off'

/** What asking a controller needs of the world around, and how to ask. */
export interface ControllerReading {
  kube: KubeSurroundings
  cacheFolder: string
  cacheUse: CacheUse
  now: Date
  timeoutMs?: number | undefined
  insecureHttp?: boolean | undefined
  /** Shows that something is under way, while the cluster is asked. */
  whileAsking?: <T>(work: () => Promise<T>) => Promise<T>
  /** Keys that the caller will insist on with `checkTrust`, and the age in milliseconds. */
  pins?: readonly Fingerprint[]
  maxAge?: number | undefined
}

export interface ControllerCertificate {
  certificate: Certificate
  /** `kube-system/sealed-secrets-controller in context "prod" (https://…)`. */
  source: string
  access: ClusterAccess
  /** Where the controller was found. */
  place: ControllerPlace
  /** True when that is not where it was asked for. */
  isElsewhere: boolean
  /** When the controller was asked; undefined when that was just now. */
  cachedAt: Date | undefined
  /** The key that the cache had, if it was another one. */
  previous: CachedCertificate | undefined
  /** Good to know. */
  notes: readonly string[]
  /** What may be wrong. */
  warnings: readonly string[]
}

/**
 * The certificate of a controller, from the cache or by asking for it. One in the cache that may not be sealed for is
 * asked for anew: the controller may have renewed its key.
 *
 * @throws GsecError USAGE, KUBECONFIG_INVALID, FILE_UNREADABLE, LOGIN_FAILED, HOST_UNREACHABLE, TLS_FAILED, ENDPOINT_NOT_TRUSTED,
 * ACCESS_DENIED, CONTROLLER_NOT_FOUND, CONTROLLER_UNAVAILABLE, RESPONSE_INVALID, CERT_INVALID
 */
export async function controllerCertificate(source: ControllerSource, reading: ControllerReading): Promise<ControllerCertificate> {
  const {kube, now, cacheUse, pins = [], maxAge} = reading
  checkPlace(source.controller)
  const access = chooseCluster(source, kube)
  const insecureHttp = reading.insecureHttp || pins.length > 0
  refusePlainHttp(access, insecureHttp)
  const key = cacheKey(access, source.controller)
  const cache = cacheUse === 'off' ? undefined : new CertificateCache(reading.cacheFolder)
  const cached = cache?.read(key)
  if (cached && cacheUse === 'use' && isFresh(cached, now) && distrustOf(cached.certificate, {pins, maxAge, now}).length === 0) {
    return described(cached, {source, access, cachedAt: cached.fetchedAt, previous: undefined, cache}, now)
  }
  const found = await ask(access, source.controller, {...reading, insecureHttp})
  cache?.write(key, found)
  const previous = cached && cached.certificate.fingerprint !== found.certificate.fingerprint ? cached : undefined
  return described(found, {source, access, cachedAt: undefined, previous, cache}, now)
}

async function ask(access: ClusterAccess, controller: ControllerPlace, reading: ControllerReading): Promise<CachedCertificate> {
  const {kube, now, timeoutMs, insecureHttp, whileAsking = work => work()} = reading
  // the way there (node:https) is loaded only for those who take it
  const {ApiServer} = await import('../kube/api-server.js')
  const {discoverController} = await import('../kube/discover-controller.js')
  const api = new ApiServer(access, kube, {timeoutMs, insecureHttp})
  await api.logIn() // not under progress: the login program may ask the user
  return await whileAsking(async () => {
    const found = await discoverController(api, controller)
    const bytes = await found.certificate()
    return {certificate: readCertificate(bytes, sourceText(found.place, access)), fetchedAt: now, place: found.place}
  })
}

interface Circumstances {
  source: ControllerSource
  access: ClusterAccess
  cachedAt: Date | undefined
  previous: CachedCertificate | undefined
  cache: CertificateCache | undefined
}

function described({certificate, place}: CachedCertificate, circumstances: Circumstances, now: Date): ControllerCertificate {
  const {source, access, cachedAt, previous, cache} = circumstances
  const wanted = source.controller
  const isElsewhere = place.namespace !== wanted.namespace || place.name !== wanted.name
  const notes = isElsewhere
    ? [
        `${wanted.namespace} has no Service ${wanted.name}; ${place.name} in ${place.namespace} is the only one that looks like the controller`,
      ]
    : []
  const warnings = [
    ...(access.isUnverified
      ? ['the kubeconfig turns off the verification of the API server: anybody on the way can put another certificate in']
      : []),
    ...(previous ? [changeText(previous, certificate)] : []),
    ...(cache?.refusal
      ? [`the certificate cache is not used: ${cache.refusal.where} ${cache.refusal.message}; ${cache.refusal.hint}`]
      : []),
  ]
  const age = cachedAt && ` (cached ${formatDuration(now.getTime() - cachedAt.getTime())} ago)`
  return {
    certificate,
    source: sourceText(place, access) + (age ?? ''),
    access,
    place,
    isElsewhere,
    cachedAt,
    previous,
    notes,
    warnings,
  }
}

function changeText({certificate: {fingerprint: old}, fetchedAt}: CachedCertificate, {fingerprint, notBefore}: Certificate): string {
  return `the controller has another key than on ${dayOf(fetchedAt)}: ${old} became ${fingerprint}, made on ${dayOf(notBefore)}. Controllers renew their key every 30 days; at any other time ask who did`
}

/** The CA that vouches for the server, or what takes its place: a certificate got in another way is not the same find. */
function cacheKey({server, ca, isUnverified, tlsServerName}: ClusterAccess, place: ControllerPlace): CacheKey {
  const trust = ca === undefined ? 'system' : createHash('sha256').update(ca).digest('hex')
  return {server: addressText(server), authority: [isUnverified ? 'unverified' : trust, tlsServerName ?? ''].join(' ').trim(), place}
}

function sourceText({namespace, name}: ControllerPlace, {label}: ClusterAccess): string {
  return `${namespace}/${name} in ${label}`
}
