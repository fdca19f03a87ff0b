import path from 'node:path'
import {Flags, type Interfaces} from '@oclif/core'
import type {Config} from '../config/config-shape.js'
import {placeInConfig} from '../config/place-in-config.js'
import {readFile} from '../files/read-file.js'
import type {ClusterOptions} from './cluster-flags.js'
import {controllerAsking} from './cluster-surroundings.js'
import type {LoadedConfig} from './load-config.js'
import {variable} from './variable.js'

const CERTIFICATE = 'CERTIFICATE'
const many = {multiple: true, multipleNonGreedy: true} as const

/** Flags of every command that seals: which certificate, and what is asked of it. */
export const sealingFlags = {
  cert: Flags.string({
    helpGroup: CERTIFICATE,
    description: 'certificate to seal with [env: GSEC_CERT, SEALED_SECRETS_CERT]',
    helpValue: 'FILE|URL',
  }),
  for: Flags.string({
    helpGroup: CERTIFICATE,
    ...many,
    delimiter: ',',
    description: 'seal for these clusters of .gsec.yaml',
    exclusive: ['cert'],
    helpValue: 'CLUSTER',
  }),
  fingerprint: Flags.string({
    helpGroup: CERTIFICATE,
    ...many,
    description: 'seal only for a certificate with one of these fingerprints',
    helpValue: 'SHA256:…',
  }),
  'max-cert-age': Flags.string({
    helpGroup: CERTIFICATE,
    env: 'GSEC_MAX_CERT_AGE',
    description: 'refuse a certificate that is older',
    helpValue: '60d',
  }),
  'insecure-http': Flags.boolean({
    helpGroup: CERTIFICATE,
    env: 'GSEC_INSECURE_HTTP',
    description: 'fetch the certificate over plain http without a fingerprint',
  }),
  refresh: Flags.boolean({
    helpGroup: CERTIFICATE,
    description: 'ask the controller, even if it was asked in the last 24 hours',
    exclusive: ['no-cache'],
  }),
  'no-cache': Flags.boolean({helpGroup: CERTIFICATE, description: 'ask the controller, and keep nothing of the answer'}),
}

type SealingFlags = Interfaces.InferredFlags<typeof sealingFlags>

/** The flags as choosing a certificate takes them. A variable names a certificate only where no cluster is named. */
export function certificateWish(flags: SealingFlags, cluster: ClusterOptions) {
  return {
    controller: cluster,
    cert: flags.cert ?? (flags.for === undefined ? variable('CERT') : undefined),
    fingerprints: flags.fingerprint ?? [],
    maxCertAge: flags['max-cert-age'],
    for: flags.for ?? [],
  }
}

/** What loading certificates needs of the world around. */
export function certificateReading(flags: SealingFlags, cluster: ClusterOptions) {
  const controllers = controllerAsking(flags, cluster)
  return {environment: process.env, readFile, insecureHttp: flags['insecure-http'], now: new Date(), controllers}
}

/** The configuration as choosing a certificate asks for it. */
export function configSurroundings(loaded: LoadedConfig) {
  const config: Config | undefined = loaded.file && loaded.config
  return {
    config,
    placeInConfig: (file: string) => placeInConfig(loaded.folder, path.resolve(file)),
    fromConfig: (file: string) => fromConfig(loaded, file),
  }
}

/** A path relative to .gsec.yaml, as it is reached from the working directory. */
function fromConfig({folder}: LoadedConfig, file: string): string {
  return path.relative(process.cwd(), path.resolve(folder, file)) || file
}
