import {type ControllerFlags, controllerSource} from '../certificates/controller-source.js'
import type {CertificateRequest, SealingCertificate} from '../certificates/sealing-certificates.js'
import {clusterNamed} from '../config/cluster-named.js'
import type {Cluster} from '../config/clusters-shape.js'
import type {Config} from '../config/config-shape.js'
import {type EnvironmentMatch, environmentFor} from '../config/environment-for.js'
import {OUTPUT_PER_CLUSTER} from '../config/output-path.js'
import type {Scope} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import type {SealTarget, SecretToSeal} from './seal-manifests.js'
import type {Default} from './seal-plan.js'

/** What flags and their variables say; they win over .gsec.yaml. */
export interface TargetFlags {
  cert?: string | undefined
  /** Pins for --cert. */
  fingerprints: readonly string[]
  maxCertAge?: string | undefined
  /** --for: names of clusters in .gsec.yaml. */
  for: readonly string[]
  /** Which cluster and controller to ask where no certificate is named. */
  controller: ControllerFlags
  scope?: Scope | undefined
  namespace?: string | undefined
}

/** What choosing needs of the world around. */
export interface TargetSurroundings {
  /** Undefined without a .gsec.yaml. */
  config: Config | undefined
  /** The path of a file relative to .gsec.yaml, "/" between folders; undefined when it is not below its git root. */
  placeInConfig(path: string): string | undefined
  /** A path of .gsec.yaml, seen from the working directory. */
  fromConfig(path: string): string
  /** Loads a certificate once and judges it. */
  certificate(request: CertificateRequest): Promise<SealingCertificate>
  /** Whether there is a cluster whose controller can be asked. */
  namesCluster(): boolean
  defaultNamespace(): Default<string> | undefined
}

/** The same where only the certificate is chosen, and not loaded yet. */
export type ChooserFlags = Omit<TargetFlags, 'scope' | 'namespace'>
export type ChooserSurroundings = Omit<TargetSurroundings, 'defaultNamespace' | 'certificate'>

/** A certificate that a file may be sealed for, not yet loaded. */
export interface CertificateChoice {
  /** Its name in .gsec.yaml; undefined for --cert. */
  cluster: string | undefined
  /** Path template of .gsec.yaml. */
  output: string | undefined
  request: CertificateRequest
}

/** What flags and .gsec.yaml say about a file. */
export interface TargetChoice {
  match: EnvironmentMatch | undefined
  certificates: readonly CertificateChoice[]
}

/**
 * Decides which certificates a file is sealed for: --cert, else --for, else the environment of .gsec.yaml that its path matches,
 * else the controller of the kubeconfig's cluster.
 * @returns a function of the file's path (undefined for what is in none) and of the place to name in an error
 */
export function certificateChooser(
  flags: ChooserFlags,
  surroundings: ChooserSurroundings,
): (path: string | undefined, where: string) => TargetChoice {
  const {config} = surroundings
  const named = flags.for.map(name => ({name, cluster: clusterNamed(name, config)}))
  const throughContext = new Set<string>()
  return (path, where) => {
    const match = matchOf(path, surroundings)
    if (flags.cert !== undefined)
      return {match, certificates: [{cluster: undefined, output: undefined, request: requestOfFlags(flags.cert, flags)}]}
    const clusters = named.length > 0 ? named : (match?.clusters ?? [])
    if (clusters.length === 0) {
      return {match, certificates: [{cluster: undefined, output: undefined, request: requestWithoutCert(where, flags, surroundings)}]}
    }
    for (const {name, cluster} of clusters) if (cluster.cert === undefined) throughContext.add(name)
    if (flags.controller.context !== undefined && throughContext.size > 1) throw oneContextForSeveral([...throughContext])
    const hasSeveral = Math.max(clusters.length, match?.clusters.length ?? 0) > 1
    const output = match?.environment.output ?? (hasSeveral ? OUTPUT_PER_CLUSTER : undefined)
    const certificates = clusters.map(({name, cluster}) => ({
      cluster: name,
      output,
      request: requestOfCluster(name, cluster, flags, surroundings),
    }))
    return {match, certificates}
  }
}

/** Decides for each Secret which certificates seal it, with which scope, and where it goes. */
export function targetChooser(flags: TargetFlags, surroundings: TargetSurroundings): (secret: SecretToSeal) => Promise<SealTarget[]> {
  const choose = certificateChooser(flags, surroundings)
  return async ({path, secret}) => {
    const {match, certificates} = choose(path, secret.place)
    const settings = {
      scope: flags.scope,
      namespace: flags.namespace,
      defaultScope: match?.environment.scope && {value: match.environment.scope, source: `environment "${match.pattern}" of .gsec.yaml`},
      defaultNamespace: surroundings.defaultNamespace,
    }
    return Promise.all(certificates.map(async ({request, ...rest}) => ({...rest, settings, ...(await surroundings.certificate(request))})))
  }
}

function matchOf(path: string | undefined, {config, placeInConfig}: ChooserSurroundings): EnvironmentMatch | undefined {
  const place = path === undefined || config === undefined ? undefined : placeInConfig(path)
  return place === undefined || config === undefined ? undefined : environmentFor(config, place)
}

function requestOfFlags(cert: string, {fingerprints, maxCertAge}: ChooserFlags): CertificateRequest {
  return {source: cert, cluster: undefined, pins: fingerprints, maxAge: maxCertAge}
}

/**
 * Without --cert, --for and environment: the controller of the kubeconfig's cluster. A .gsec.yaml that says which clusters there
 * are is not passed over, unless a flag names the cluster.
 */
function requestWithoutCert(where: string, flags: ChooserFlags, {config, namesCluster}: ChooserSurroundings): CertificateRequest {
  const {context, cluster} = flags.controller
  const isSaid = context !== undefined || cluster !== undefined
  const hasClusters = config !== undefined && config.clusters.size > 0
  if ((hasClusters && !isSaid) || !namesCluster()) throw noCertificate(where, hasClusters)
  return {source: controllerSource(flags.controller), cluster: undefined, pins: flags.fingerprints, maxAge: flags.maxCertAge}
}

function requestOfCluster(name: string, cluster: Cluster, flags: ChooserFlags, {fromConfig}: ChooserSurroundings): CertificateRequest {
  const {cert, certFingerprints, maxCertAge} = cluster
  const file = cert !== undefined && isFilePath(cert) ? fromConfig(cert) : cert
  const pins = flags.fingerprints.length > 0 ? flags.fingerprints : certFingerprints
  return {source: file ?? controllerSource(flags.controller, cluster), cluster: name, pins, maxAge: flags.maxCertAge ?? maxCertAge}
}

/** True for a path, also on a Windows drive; false for an address. */
const isFilePath = (source: string) => !/^[a-z][a-z0-9+.-]+:/i.test(source)

function oneContextForSeveral(names: readonly string[]): GsecError {
  return new GsecError('USAGE', '--context names one cluster, and several would get its certificate', {
    where: names.join(', '),
    hint: 'leave out --context (or GSEC_CONTEXT): .gsec.yaml has one for each; or choose one with --for',
  })
}

function noCertificate(where: string, hasClusters: boolean): GsecError {
  return new GsecError('CERT_MISSING', 'there is no certificate to seal with', {
    where,
    hint: hasClusters
      ? 'no environment of .gsec.yaml matches; give --cert FILE, --for CLUSTER or --context NAME'
      : 'give --cert FILE, or a kubeconfig with the cluster whose controller is to be asked',
  })
}
