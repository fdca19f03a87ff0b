import type {CertificateRequest, SealingCertificate} from '../certificates/sealing-certificates.js'
import type {Cluster} from '../config/clusters-shape.js'
import type {Config} from '../config/config-shape.js'
import {type EnvironmentMatch, environmentFor} from '../config/environment-for.js'
import {OUTPUT_PER_CLUSTER} from '../config/output-path.js'
import type {Scope} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {suggestionFor} from '../suggestion.js'
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
  defaultNamespace(): Default<string> | undefined
}

/**
 * Decides for each Secret which certificates seal it, with which scope, and where it goes: --cert, else --for, else the
 * environment of .gsec.yaml that its path matches.
 */
export function targetChooser(flags: TargetFlags, surroundings: TargetSurroundings): (secret: SecretToSeal) => Promise<SealTarget[]> {
  const {config} = surroundings
  const named = flags.for.map(name => ({name, cluster: clusterNamed(name, config)}))
  return async ({path, secret}) => {
    const match = matchOf(path, surroundings)
    const settings = {
      scope: flags.scope,
      namespace: flags.namespace,
      defaultScope: match?.environment.scope && {value: match.environment.scope, source: `environment "${match.pattern}" of .gsec.yaml`},
      defaultNamespace: surroundings.defaultNamespace,
    }
    if (flags.cert !== undefined) return [{settings, ...(await surroundings.certificate(requestOfFlags(flags.cert, flags)))}]
    const clusters = named.length > 0 ? named : (match?.clusters ?? [])
    if (clusters.length === 0) throw noCertificate(secret.place, config !== undefined)
    const hasSeveral = Math.max(clusters.length, match?.clusters.length ?? 0) > 1
    const output = match?.environment.output ?? (hasSeveral ? OUTPUT_PER_CLUSTER : undefined)
    return Promise.all(
      clusters.map(async ({name, cluster}) => ({
        cluster: name,
        settings,
        output,
        ...(await surroundings.certificate(requestOfCluster(name, cluster, flags, surroundings))),
      })),
    )
  }
}

function matchOf(path: string | undefined, {config, placeInConfig}: TargetSurroundings): EnvironmentMatch | undefined {
  const place = path === undefined || config === undefined ? undefined : placeInConfig(path)
  return place === undefined || config === undefined ? undefined : environmentFor(config, place)
}

function requestOfFlags(cert: string, {fingerprints, maxCertAge}: TargetFlags): CertificateRequest {
  return {source: cert, cluster: undefined, pins: fingerprints, maxAge: maxCertAge}
}

function requestOfCluster(
  name: string,
  {cert, certFingerprints, maxCertAge}: Cluster,
  flags: TargetFlags,
  {fromConfig}: TargetSurroundings,
): CertificateRequest {
  if (cert === undefined) {
    throw new GsecError('CERT_MISSING', `the cluster "${name}" of .gsec.yaml names no certificate`, {
      hint: 'add "cert: FILE" to it, or give --cert FILE',
    })
  }
  const pins = flags.fingerprints.length > 0 ? flags.fingerprints : certFingerprints
  return {source: isFilePath(cert) ? fromConfig(cert) : cert, cluster: name, pins, maxAge: flags.maxCertAge ?? maxCertAge}
}

/** True for a path, also on a Windows drive; false for an address. */
const isFilePath = (source: string) => !/^[a-z][a-z0-9+.-]+:/i.test(source)

function clusterNamed(name: string, config: Config | undefined): Cluster {
  const cluster = config?.clusters.get(name)
  if (cluster) return cluster
  if (!config)
    throw new GsecError('USAGE', '--for names a cluster of .gsec.yaml, and there is no .gsec.yaml', {hint: 'give --cert FILE instead'})
  const suggestion = suggestionFor(name, [...config.clusters.keys()])
  throw new GsecError('USAGE', `.gsec.yaml knows no cluster "${name}"`, {
    hint: suggestion ? `did you mean ${suggestion}` : `it knows ${[...config.clusters.keys()].join(', ') || 'none'}`,
  })
}

function noCertificate(where: string, hasConfig: boolean): GsecError {
  return new GsecError('CERT_MISSING', 'there is no certificate to seal with', {
    where,
    hint: hasConfig
      ? 'no environment of .gsec.yaml matches; give --cert FILE or --for CLUSTER'
      : 'give --cert FILE; "kubeseal --fetch-cert > FILE" gets that of your cluster',
  })
}
