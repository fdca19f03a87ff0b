// gsec as a library: the same functions that the commands call, for programs that hold manifests in memory.
import type {KeyObject} from 'node:crypto'
import {readCertificate} from './crypto/certificate.js'
import type {Scope} from './crypto/label.js'
import {findSecrets} from './seal/find-secrets.js'
import {sealManifests, secretsIn} from './seal/seal-manifests.js'
import {sealHere} from './seal/seal-values.js'
import {type OutputFormat, renderSealed} from './seal/sealed-output.js'
import type {SealWarning} from './seal/warnings.js'

export type {Scope} from './crypto/label.js'
export {type ErrorCode, GsecError} from './errors.js'
export type {OutputFormat} from './seal/sealed-output.js'
export type {SealWarning} from './seal/warnings.js'

export interface SealOptions {
  /** PEM, as `kubeseal --fetch-cert` prints it. Its expiry is the caller's question. */
  certificate: string | Uint8Array
  /** Wins over the annotations of the Secret. */
  scope?: Scope
  /** For Secrets that name none; one that names another is an error. */
  namespace?: string
  /** Default: yaml. */
  format?: OutputFormat
  /** Names the text in messages. Default: "manifest". */
  path?: string
}

export interface Sealed {
  /** SealedSecrets as `gsec seal` prints them. */
  text: string
  /** What seals well and fails later; no warning holds a value. */
  warnings: readonly SealWarning[]
}

/**
 * Seals every Secret of a manifest: YAML documents, JSON objects, Lists. Other kinds are left out.
 * @throws GsecError CERT_INVALID, MANIFEST_INVALID, SECRET_INVALID, NAMESPACE_MISMATCH, NAMESPACE_MISSING, NO_SECRETS
 */
export async function seal(manifest: string | Uint8Array, options: SealOptions): Promise<Sealed> {
  const {scope, namespace, format = 'yaml', path = 'manifest'} = options
  const {publicKey, fingerprint}: {publicKey: KeyObject; fingerprint: string} = readCertificate(Buffer.from(options.certificate))
  const found = findSecrets({path, bytes: Buffer.from(manifest), isNamed: true})
  const target = {publicKey, fingerprint, settings: {scope, namespace}}
  const {sealed, warnings} = await sealManifests(secretsIn([{...found, path, isStdin: false}]), async () => [target], sealHere)
  return {
    text: renderSealed(
      sealed.map(one => one.sealed),
      format,
    ),
    warnings,
  }
}
