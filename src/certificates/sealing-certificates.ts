import type {KeyObject} from 'node:crypto'
import {parseDuration} from '../duration.js'
import {GsecError} from '../errors.js'
import type {ControllerReading} from './controller-certificate.js'
import type {ControllerSource} from './controller-source.js'
import {sealingLine} from './describe-certificate.js'
import {type CertificateReading, type LoadedCertificate, loadCertificate} from './load-certificate.js'
import {checkTrust, parsePins} from './trust.js'

/** A certificate to be loaded and judged. */
export interface CertificateRequest {
  /** File or URL, or the controller that is asked for it. */
  source: string | ControllerSource
  /** Its name in .gsec.yaml; undefined for one given by itself. */
  cluster: string | undefined
  /** Fingerprints in either notation; empty means any. */
  pins: readonly string[]
  /** A duration such as 60d. */
  maxAge: string | undefined
}

/** What a certificate is to those who seal with it. */
export interface SealingCertificate {
  publicKey: KeyObject
  fingerprint: string
}

interface Surroundings extends Omit<CertificateReading, 'pins'> {
  now: Date
  /** How controllers are asked. */
  controllers: Pick<ControllerReading, 'kube' | 'cacheFolder' | 'cacheUse' | 'timeoutMs' | 'whileAsking'>
}

/** The certificates of one run: each is loaded and judged once, and what is to be said about it is kept for stderr. */
export class SealingCertificates {
  readonly #around: Surroundings
  readonly #loaded = new Map<string, Promise<SealingCertificate>>()
  /** "sealing for prod-eu (certs/prod.pem), fingerprint …, 12 days old, valid until …": one line a certificate. */
  readonly lines: string[] = []
  readonly notes: string[] = []
  readonly warnings: {where: string; message: string}[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** @throws GsecError CERT_…, what `controllerCertificate` throws, USAGE for a malformed pin or age */
  get(request: CertificateRequest): Promise<SealingCertificate> {
    const id = JSON.stringify(request)
    const loaded = this.#loaded.get(id) ?? this.#load(request)
    this.#loaded.set(id, loaded)
    return loaded
  }

  async #load({source, cluster, pins: texts, maxAge: age}: CertificateRequest): Promise<SealingCertificate> {
    const pins = parsePins(texts, cluster === undefined ? '--fingerprint' : `a fingerprint of cluster "${cluster}"`)
    const maxAge = age === undefined ? undefined : maxAgeOf(age)
    const {now} = this.#around
    const loaded = await (typeof source === 'string' ? loadCertificate(source, {...this.#around, pins}) : this.#ask(source, {pins, maxAge}))
    const {certificate} = loaded
    for (const message of checkTrust(certificate, {pins, maxAge, now}, loaded.source)) this.warnings.push({where: loaded.source, message})
    this.lines.push(sealingLine(cluster === undefined ? loaded.source : `${cluster} (${loaded.source})`, certificate, now))
    return {publicKey: certificate.publicKey, fingerprint: certificate.fingerprint}
  }

  async #ask(source: ControllerSource, trust: Pick<ControllerReading, 'pins' | 'maxAge'>): Promise<LoadedCertificate> {
    const {controllers, now, insecureHttp} = this.#around
    const {controllerCertificate} = await import('./controller-certificate.js')
    const found = await controllerCertificate(source, {...controllers, ...trust, now, insecureHttp})
    this.notes.push(...found.notes)
    this.warnings.push(...found.warnings.map(message => ({where: found.source, message})))
    return found
  }
}

function maxAgeOf(text: string): number {
  const age = parseDuration(text)
  if (age === undefined) throw new GsecError('USAGE', '--max-cert-age is not a duration', {hint: 'write it as 60d, 36h or 1d12h'})
  return age
}
