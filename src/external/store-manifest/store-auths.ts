import {GsecError} from '../../errors.js'
import {findNamedKind, unknownProvider} from '../../providers/find-store-kind.js'
import type {StoreKind} from '../../providers/store-kind.js'
import {suggestionFor} from '../../suggestion.js'

/**
 * The ways to log in that templates/stores has a manifest for, by the folder's name; the one to prefer first. AWS has a folder for
 * each service.
 */
export const storeAuths: Readonly<Record<string, readonly [string, ...string[]]>> = {
  acm: ['irsa', 'pod-identity', 'static-secret'],
  akeyless: ['kubernetes', 'api-key', 'azure-workload-identity'],
  aws: ['irsa', 'pod-identity', 'static-secret'],
  azurekv: ['workload-identity', 'managed-identity', 'service-principal', 'certificate'],
  bitwardensecretsmanager: ['token'],
  doppler: ['oidc', 'token'],
  fake: ['none'],
  gcpsm: ['workload-identity', 'workload-identity-federation', 'controller', 'static-secret'],
  gitlab: ['token'],
  ibm: ['trusted-profile', 'api-key'],
  infisical: ['kubernetes', 'universal', 'aws', 'azure', 'gcp-id-token', 'gcp-iam', 'jwt', 'ldap', 'oci', 'token'],
  kubernetes: ['service-account', 'cert', 'token', 'kubeconfig'],
  onepassword: ['connect-token'],
  onepasswordSDK: ['service-account'],
  openBao: ['approle', 'userpass', 'token'],
  oracle: ['workload-identity', 'instance-principal', 'user-principal'],
  ssm: ['irsa', 'pod-identity', 'static-secret'],
  vault: ['kubernetes', 'approle', 'jwt', 'iam', 'gcp', 'cert', 'ldap', 'userpass', 'token'],
  webhook: ['header', 'ntlm'],
}

/** A manifest of templates/stores. */
export interface StoreTemplate {
  kind: StoreKind
  folder: string
  auth: string
  /** The other ways to log in. */
  others: readonly string[]
}

/**
 * Finds the template for a provider as people type it.
 * @param service of AWS, where the word alone does not say it
 * @throws GsecError REFERENCE_INVALID for an unknown provider, USAGE for one without templates or an unknown way to log in
 */
export function findStoreTemplate(provider: string, auth: string | undefined, service?: string): StoreTemplate {
  const named = findNamedKind(provider)
  if (!named) throw unknownProvider(provider)
  const folder = folderFor(named.kind, named.scope['service'] ?? service)
  const auths = storeAuths[folder]
  if (!auths)
    throw new GsecError('USAGE', `there is no template for a store of ${named.kind.title}`, {
      hint: `write one by ${named.kind.docs} and give it with --template-file; there are ${Object.keys(storeAuths).join(', ')}`,
    })
  const chosen = auth ?? auths[0]
  if (!auths.includes(chosen)) {
    const meant = suggestionFor(chosen, auths)
    throw new GsecError('USAGE', `--auth is no way to log in to ${named.kind.title}`, {
      hint: meant ? `did you mean ${meant}?` : `write one of ${auths.join(', ')}`,
    })
  }
  return {kind: named.kind, folder, auth: chosen, others: auths.filter(other => other !== chosen)}
}

function folderFor({id}: StoreKind, service: string | undefined): string {
  if (id !== 'aws') return id
  return service === 'ParameterStore' ? 'ssm' : service === 'CertificateManager' ? 'acm' : 'aws'
}
